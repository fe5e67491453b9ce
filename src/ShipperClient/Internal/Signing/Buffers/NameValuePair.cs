namespace ShipperClient.Internal.Signing.Buffers;

/// <summary>A query parameter or a header as it is signed: slices of the original texts, so that none is copied.</summary>
internal readonly record struct NameValuePair(ReadOnlyMemory<char> Name, ReadOnlyMemory<char> Value)
{
    public override string ToString() => $"{Name}={Value}";
}
