using System.Buffers;

namespace ShipperClient.Internal.Signing.Buffers;

/// <summary>Builds the bytes that are signed: on the stack while they are few, in a pooled array when they are many.</summary>
internal ref struct Utf8Builder(Span<byte> initial)
{
    /// <summary>Enough for a request of this API; one with a security token may need more.</summary>
    public const int UsualLength = 512;

    private Span<byte> _span = initial;
    private byte[]? _rented;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _span[.._length];

    public void Append(scoped ReadOnlySpan<char> text)
    {
        // Nearly all text is ASCII, and that is quicker.
        if (Ascii.FromUtf16(text, GetSpan(text.Length), out var written) != OperationStatus.Done)
        {
            written = Encoding.UTF8.GetBytes(text, GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));
        }

        _length += written;
    }

    public void Append(char ascii)
    {
        GetSpan(1)[0] = (byte)ascii;
        _length++;
    }

    public void AppendLine(scoped ReadOnlySpan<char> text)
    {
        Append(text);
        Append('\n');
    }

    public void AppendHex(scoped ReadOnlySpan<byte> bytes)
    {
        Span<char> digits = stackalloc char[bytes.Length * 2];
        Hex.WriteLower(bytes, digits);
        Append(digits);
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            // It may hold a security token.
            ArrayPool<byte>.Shared.Return(_rented, clearArray: true);
            _rented = null;
        }
    }

    private Span<byte> GetSpan(int count)
    {
        if (_span.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_span.Length * 2, _length + count));
            Written.CopyTo(larger);
            Dispose();
            _span = _rented = larger;
        }

        return _span[_length..];
    }
}
