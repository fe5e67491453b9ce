namespace ShipperClient.Testing.Internal.Protocol;

/// <summary>The service's own headers (docs/service-api.md, "Headers of every request" and "Signature v4").</summary>
internal static class HeaderNames
{
    public const string ApiVersion = "x-log-apiversion";
    public const string BodyRawSize = "x-log-bodyrawsize";
    public const string SignatureMethod = "x-log-signaturemethod";
    public const string LogDate = "x-log-date";
    public const string ContentSha256 = "x-log-content-sha256";
    public const string SecurityToken = "x-acs-security-token";
    public const string RequestId = "x-log-requestid";

    /// <summary>Whether a header is one of the service's own, which are signed.</summary>
    /// <param name="name">The name in lower case.</param>
    public static bool IsServiceHeader(string name) =>
        name.StartsWith("x-log-", StringComparison.Ordinal) || name.StartsWith("x-acs-", StringComparison.Ordinal);
}
