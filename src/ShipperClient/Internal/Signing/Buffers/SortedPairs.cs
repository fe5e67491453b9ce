using System.Buffers;

namespace ShipperClient.Internal.Signing.Buffers;

/// <summary>Pairs sorted by name, ordinally, in a pooled array: every attempt needs a signature.</summary>
internal struct SortedPairs(int capacity)
{
    private NameValuePair[] _pairs = ArrayPool<NameValuePair>.Shared.Rent(capacity);
    private int _count;

    public readonly ReadOnlySpan<NameValuePair> Written => _pairs.AsSpan(0, _count);

    public void Add(ReadOnlyMemory<char> name, ReadOnlyMemory<char> value)
    {
        if (_count == _pairs.Length)
        {
            Grow();
        }

        // Insertion keeps the few pairs of a request sorted at less cost than a sort at the end.
        var place = _count++;
        while (place > 0 && name.Span.SequenceCompareTo(_pairs[place - 1].Name.Span) < 0)
        {
            _pairs[place] = _pairs[place - 1];
            place--;
        }

        _pairs[place] = new NameValuePair(name, value);
    }

    // It may hold a security token.
    public readonly void Dispose() => ArrayPool<NameValuePair>.Shared.Return(_pairs, clearArray: true);

    private void Grow()
    {
        var larger = ArrayPool<NameValuePair>.Shared.Rent(_count * 2);
        Written.CopyTo(larger);
        Dispose();
        _pairs = larger;
    }
}
