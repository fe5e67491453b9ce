namespace ShipperClient;

/// <summary>How requests are signed (specification, "Signature v1" and "Signature v4").</summary>
public enum SignatureVersion
{
    /// <summary>HMAC-SHA1 over the request, <c>Authorization: LOG …</c>. Every public region accepts it. The default.</summary>
    V1,

    /// <summary>
    /// HMAC-SHA256 with a key scoped to day and region, <c>Authorization: SLS4-HMAC-SHA256 …</c>. Some regions (those with
    /// <c>-acdr-ut-</c> in their name) require it. It needs <see cref="LogServiceClientOptions.Region"/> where the endpoint does not tell the region.
    /// </summary>
    V4,
}
