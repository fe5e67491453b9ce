namespace ShipperClient.Internal;

/// <summary>The names of the service's headers (docs/service-api.md, "Headers of every request").</summary>
internal static class LogServiceHeaders
{
    public const string ApiVersion = "x-log-apiversion";
    public const string SignatureMethod = "x-log-signaturemethod";
    public const string BodyRawSize = "x-log-bodyrawsize";
    public const string LogDate = "x-log-date";
    public const string ContentSha256 = "x-log-content-sha256";
    public const string SecurityToken = "x-acs-security-token";
    public const string RequestId = "x-log-requestid";
    public const string LogTime = "x-log-time";

    public const string Authorization = "Authorization";
    public const string ContentMd5 = "Content-MD5";
    public const string ContentType = "Content-Type";
    public const string Date = "Date";
    public const string Host = "Host";

    /// <summary>Whether a header is one of the service's own: a signature covers all of them.</summary>
    public static bool IsSigned(string name) =>
        name.StartsWith("x-log-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-acs-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether only the signer may set a header.</summary>
    public static bool IsStamped(string name) =>
        Is(name, Authorization) || Is(name, Date) || Is(name, LogDate) || Is(name, ApiVersion) || Is(name, SignatureMethod) || Is(name, BodyRawSize)
        || Is(name, ContentMd5) || Is(name, ContentSha256) || Is(name, SecurityToken);

    /// <summary>Whether the value of a header must not appear in a log.</summary>
    public static bool IsSecret(string name) =>
        Is(name, Authorization) || Is(name, SecurityToken);

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
