using System.Security.Cryptography;

namespace ShipperClient.Internal.Signing;

/// <summary>A secret as the bytes of a key, wiped after use.</summary>
internal readonly ref struct SecretBytes
{
    private readonly byte[] _bytes;

    public SecretBytes(string secret) => _bytes = Encoding.UTF8.GetBytes(secret);

    public ReadOnlySpan<byte> Span => _bytes;

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
