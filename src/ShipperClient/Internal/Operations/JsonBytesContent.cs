namespace ShipperClient.Internal.Operations;

/// <summary>A JSON body that the signer reads without a copy.</summary>
internal sealed class JsonBytesContent : ByteArrayContent
{
    public JsonBytesContent(byte[] json)
        : base(json)
    {
        Json = json;
        Headers.TryAddWithoutValidation(LogServiceHeaders.ContentType, "application/json"); // exactly this, without a charset
    }

    public ReadOnlyMemory<byte> Json { get; }
}
