using System.Security.Cryptography;
using ShipperClient.Internal.Signing.Buffers;

namespace ShipperClient.Tests.Signing;

/// <summary>How often a key is prepared, and what is left of it.</summary>
public sealed class KeyedHmacTests
{
    [Fact]
    public void Key_is_prepared_once_until_another_is_used()
    {
        List<int> prepared = [];
        using var hmac = new KeyedHmac<int>(Prepare);
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in (int[])[1, 1, 1, 2, 2, 1])
        {
            hmac.Compute(key, "text"u8, hash);
        }

        Assert.Equal([1, 2, 1], prepared);

        IncrementalHash Prepare(int key)
        {
            prepared.Add(key);
            return IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, [(byte)key]);
        }
    }

    [Fact]
    public void Key_is_wiped_when_it_is_replaced_and_with_its_owner()
    {
        List<IncrementalHash> hashes = [];
        var hmac = new KeyedHmac<int>(key =>
        {
            hashes.Add(IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, [(byte)key]));
            return hashes[^1];
        });
        hmac.Compute(1, "text"u8, stackalloc byte[HMACSHA256.HashSizeInBytes]);
        hmac.Compute(2, "text"u8, stackalloc byte[HMACSHA256.HashSizeInBytes]);
        Assert.Throws<ObjectDisposedException>(() => hashes[0].AppendData("text"u8));

        hmac.Dispose();

        Assert.Throws<ObjectDisposedException>(() => hashes[1].AppendData("text"u8));
    }
}
