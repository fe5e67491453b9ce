using System.Numerics;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>
/// A growing row of zeros and ones that counts the ones before a place, and finds the n-th one, in logarithmic time (a binary indexed
/// tree): so a page of a million tasks costs no more than a page of a hundred, whatever its filter and offset.
/// </summary>
internal sealed class FenwickTree
{
    // _sums[i - 1] is the sum of the values at i - lowbit(i) … i - 1.
    private readonly List<int> _sums = [];

    public void Append(bool one)
    {
        var i = _sums.Count + 1;
        var sum = one ? 1 : 0;
        for (var step = 1; step < (i & -i); step <<= 1)
        {
            sum += _sums[i - step - 1];
        }

        _sums.Add(sum);
    }

    public void Add(int position, int delta)
    {
        for (var i = position + 1; i <= _sums.Count; i += i & -i)
        {
            _sums[i - 1] += delta;
        }
    }

    /// <summary>How many ones stand before <paramref name="position"/>.</summary>
    public int CountBefore(int position)
    {
        var sum = 0;
        for (var i = position; i > 0; i &= i - 1)
        {
            sum += _sums[i - 1];
        }

        return sum;
    }

    /// <summary>Where the one stands that has <paramref name="rank"/> ones before it.</summary>
    public int Find(int rank)
    {
        var position = 0;
        for (var step = (int)BitOperations.RoundUpToPowerOf2((uint)_sums.Count + 1) >> 1; step > 0; step >>= 1)
        {
            var next = position + step;
            if (next <= _sums.Count && _sums[next - 1] <= rank)
            {
                position = next;
                rank -= _sums[next - 1];
            }
        }

        return position;
    }

    public void Clear() => _sums.Clear();
}
