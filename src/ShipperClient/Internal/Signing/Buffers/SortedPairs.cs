using System.Buffers;

namespace ShipperClient.Internal.Signing.Buffers;

/// <summary>Fields sorted by name, ordinally, in a pooled array: a signature is made for every attempt.</summary>
internal struct SortedPairs(int capacity)
{
    private NameValuePair[] _fields = ArrayPool<NameValuePair>.Shared.Rent(capacity);
    private int _count;

    public readonly ReadOnlySpan<NameValuePair> Written => _fields.AsSpan(0, _count);

    public void Add(ReadOnlyMemory<char> name, ReadOnlyMemory<char> value)
    {
        if (_count == _fields.Length)
        {
            Grow();
        }

        // Into its place: the few fields of a request are sorted sooner so than afterwards.
        var place = _count++;
        while (place > 0 && name.Span.SequenceCompareTo(_fields[place - 1].Name.Span) < 0)
        {
            _fields[place] = _fields[place - 1];
            place--;
        }

        _fields[place] = new NameValuePair(name, value);
    }

    // It may hold a security token.
    public readonly void Dispose() => ArrayPool<NameValuePair>.Shared.Return(_fields, clearArray: true);

    private void Grow()
    {
        var larger = ArrayPool<NameValuePair>.Shared.Rent(_count * 2);
        Written.CopyTo(larger);
        Dispose();
        _fields = larger;
    }
}
