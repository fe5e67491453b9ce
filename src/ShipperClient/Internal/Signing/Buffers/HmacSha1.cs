using System.Security.Cryptography;

namespace ShipperClient.Internal.Signing.Buffers;

/// <summary>HMAC-SHA1 that keeps the last key, because preparing a key takes longer than signing a request. Thread-safe.</summary>
internal sealed class HmacSha1 : IDisposable
{
    public const int Size = HMACSHA1.HashSizeInBytes;

    private Keyed? _idle;

    public void Compute(string secret, ReadOnlySpan<byte> text, Span<byte> hash)
    {
        // If it is in use, or for another secret, one more is created; only one is kept.
        var keyed = Interlocked.Exchange(ref _idle, null);
        if (keyed?.Secret != secret)
        {
            keyed?.Dispose();
            keyed = new Keyed(secret);
        }

        keyed.Hash.AppendData(text);
        keyed.Hash.GetHashAndReset(hash);
        Interlocked.Exchange(ref _idle, keyed)?.Dispose();
    }

    public void Dispose() => Interlocked.Exchange(ref _idle, null)?.Dispose();

    private sealed class Keyed : IDisposable
    {
        public Keyed(string secret)
        {
            Secret = secret;
            using var key = new SecretBytes("", secret, stackalloc byte[SecretBytes.UsualLength]);
            Hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key.Span);
        }

        public string Secret { get; }

        public IncrementalHash Hash { get; }

        public void Dispose() => Hash.Dispose();
    }
}
