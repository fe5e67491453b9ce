using System.Security.Cryptography;

namespace ShipperClient.Internal.Signing.Buffers;

/// <summary>A secret as the bytes of a key, wiped after use.</summary>
internal readonly ref struct SecretBytes
{
    /// <summary>Enough for the secrets that the service issues; a longer one is put on the heap.</summary>
    public const int UsualLength = 128;

    private readonly Span<byte> _bytes;

    public SecretBytes(string prefix, string secret, Span<byte> usual)
    {
        var length = Encoding.UTF8.GetByteCount(prefix) + Encoding.UTF8.GetByteCount(secret);
        _bytes = length <= usual.Length ? usual[..length] : new byte[length];
        Encoding.UTF8.GetBytes(secret, _bytes[Encoding.UTF8.GetBytes(prefix, _bytes)..]);
    }

    public ReadOnlySpan<byte> Span => _bytes;

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
