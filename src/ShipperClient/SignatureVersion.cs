namespace ShipperClient;

/// <summary>How requests are signed.</summary>
public enum SignatureVersion
{
    /// <summary>HMAC-SHA1 over the request, <c>Authorization: LOG …</c>. Every public region accepts it. The default.</summary>
    V1,

    /// <summary>
    /// HMAC-SHA256 with a key for one day and region, <c>Authorization: SLS4-HMAC-SHA256 …</c>. Some regions (those with
    /// <c>-acdr-ut-</c> in their name) require it. It needs <see cref="LogServiceClientOptions.Region"/> if the endpoint does not name the region.
    /// </summary>
    V4,
}
