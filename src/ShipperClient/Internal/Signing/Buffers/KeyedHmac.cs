using System.Security.Cryptography;

namespace ShipperClient.Internal.Signing.Buffers;

/// <summary>An HMAC that keeps the last key, because preparing a key takes longer than signing a request. Thread-safe. Disposing it wipes the key.</summary>
/// <typeparam name="TKey">What a key is prepared from.</typeparam>
internal sealed class KeyedHmac<TKey>(Func<TKey, IncrementalHash> prepare) : IDisposable
    where TKey : IEquatable<TKey>
{
    private Prepared? _idle;

    public void Compute(TKey key, ReadOnlySpan<byte> text, Span<byte> hash)
    {
        // If it is in use, or for another key, one more is prepared; only one is kept.
        var prepared = Interlocked.Exchange(ref _idle, null);
        if (prepared is null || !prepared.Key.Equals(key))
        {
            prepared?.Hash.Dispose();
            prepared = new Prepared(key, prepare(key));
        }

        prepared.Hash.AppendData(text);
        prepared.Hash.GetHashAndReset(hash);
        Interlocked.Exchange(ref _idle, prepared)?.Hash.Dispose();
    }

    public void Dispose() => Interlocked.Exchange(ref _idle, null)?.Hash.Dispose();

    private sealed class Prepared(TKey key, IncrementalHash hash)
    {
        public TKey Key => key;

        public IncrementalHash Hash => hash;
    }
}
