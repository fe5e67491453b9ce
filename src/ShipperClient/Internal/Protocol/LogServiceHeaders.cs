namespace ShipperClient.Internal.Protocol;

/// <summary>The names of the service's headers (specification, "Headers of every request").</summary>
internal static class LogServiceHeaders
{
    public const string ApiVersion = "x-log-apiversion";
    public const string SignatureMethod = "x-log-signaturemethod";
    public const string BodyRawSize = "x-log-bodyrawsize";
    public const string LogDate = "x-log-date";
    public const string ContentSha256 = "x-log-content-sha256";
    public const string SecurityToken = "x-acs-security-token";
    public const string RequestId = "x-log-requestid";

    public const string Authorization = "Authorization";
    public const string ContentMd5 = "Content-MD5";
    public const string ContentType = "Content-Type";
    public const string Date = "Date";
    public const string Host = "Host";

    /// <summary>Whether a header's value must appear in no log.</summary>
    public static bool IsSecret(string name) =>
        name.Equals(Authorization, StringComparison.OrdinalIgnoreCase) || name.Equals(SecurityToken, StringComparison.OrdinalIgnoreCase);
}
