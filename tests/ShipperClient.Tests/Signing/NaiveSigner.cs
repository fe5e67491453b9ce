using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShipperClient.Tests.Signing;

/// <summary>
/// The signatures a second time, sentence by sentence from docs/service-api.md and as simply as can be: strings, LINQ and no thought of speed. It shares
/// nothing with the library, and gives every header that a signed request must have.
/// </summary>
internal static class NaiveSigner
{
    /// <summary>What is to be signed, as it stands in the address and in the headers of the application.</summary>
    public sealed record Request(string Method, string Host, string Path, string Query, string? ContentType, byte[] Body, IReadOnlyDictionary<string, string> Extra);

    public static SortedDictionary<string, string> HeadersV1(Request request, LogServiceCredentials credentials, DateTimeOffset now)
    {
        var headers = Common(request, credentials);
        headers["x-log-signaturemethod"] = "hmac-sha1";
        headers["date"] = now.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);
        if (request.ContentType is not null)
        {
#pragma warning disable CA5351 // The service defines it so.
            headers["content-md5"] = Convert.ToHexString(MD5.HashData(request.Body));
#pragma warning restore CA5351
        }

        // CanonicalizedHeaders: every x-log-* and x-acs-* header (but not x-log-date), name lower-cased, value trimmed, sorted by name ordinally.
        var signed = headers.Where(header => IsServiceHeader(header.Key) && header.Key != "x-log-date").Select(header => $"{header.Key}:{header.Value.Trim()}");

        // CanonicalizedResource: the path; with a query, ? and key=value pairs sorted by key, values decoded, an empty value kept as key=.
        var pairs = Pairs(request.Query).Select(pair => $"{pair.Key}={pair.Value}").ToList();
        var resource = request.Path + (pairs.Count == 0 ? "" : "?" + string.Join('&', pairs));

        string[] lines =
        [
            request.Method, headers.GetValueOrDefault("content-md5", ""), headers.GetValueOrDefault("content-type", ""), headers["date"], .. signed, resource,
        ];
        headers["authorization"] = Authorization(
            string.Join('\n', lines), SignatureVersion.V1, credentials.AccessKeyId, credentials.AccessKeySecret, logDate: "", region: "");
        return headers;
    }

    public static SortedDictionary<string, string> HeadersV4(Request request, LogServiceCredentials credentials, DateTimeOffset now, string region)
    {
        var headers = Common(request, credentials);
        headers["x-log-date"] = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        headers["x-log-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(request.Body));

        // Signed headers: content-type, host, every x-log-* and x-acs-*; lower-cased, trimmed, sorted.
        var signed = new SortedDictionary<string, string>(headers, StringComparer.Ordinal) { ["host"] = request.Host }
            .Where(header => header.Key is "content-type" or "host" || IsServiceHeader(header.Key)).ToList();

        // Query sorted by key, keys as they are, values RFC 3986-encoded, no = after an empty value.
        var query = string.Join('&', Pairs(request.Query).Select(pair => pair.Value.Length == 0 ? pair.Key : $"{pair.Key}={Encode(pair.Value)}"));
        string[] lines =
        [
            request.Method, request.Path, query, .. signed.Select(header => $"{header.Key}:{header.Value.Trim()}"), "",
            string.Join(';', signed.Select(header => header.Key)), headers["x-log-content-sha256"],
        ];
        headers["authorization"] = Authorization(
            string.Join('\n', lines), SignatureVersion.V4, credentials.AccessKeyId, credentials.AccessKeySecret, headers["x-log-date"], region);
        return headers;
    }

    /// <summary>The value of the Authorization header for what is signed: the string to sign of version 1, the canonical request of version 4.</summary>
    public static string Authorization(string signed, SignatureVersion version, string id, string secret, string logDate, string region = "cn-hangzhou") =>
        version == SignatureVersion.V1
        ? $"LOG {id}:{Convert.ToBase64String(HmacSha1(secret, signed))}"
        : V4(signed, id, secret, logDate, $"{logDate[..8]}/{region}/sls/aliyun_v4_request");

    private static SortedDictionary<string, string> Common(Request request, LogServiceCredentials credentials)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["x-log-apiversion"] = "0.6.0",
            ["x-log-bodyrawsize"] = request.Body.Length.ToString(CultureInfo.InvariantCulture),
        };
        if (request.ContentType is not null)
        {
            headers["content-type"] = request.ContentType;
        }

        if (credentials.SecurityToken is not null)
        {
            headers["x-acs-security-token"] = credentials.SecurityToken;
        }

        foreach (var (name, value) in request.Extra)
        {
            headers[name.ToLowerInvariant()] = value;
        }

        return headers;
    }

    private static bool IsServiceHeader(string name) => name.StartsWith("x-log-", StringComparison.Ordinal) || name.StartsWith("x-acs-", StringComparison.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static part => part.Split('=', 2))
        .Select(static parts => KeyValuePair.Create(parts[0], parts.Length == 1 ? "" : Uri.UnescapeDataString(parts[1])))
        .OrderBy(static pair => pair.Key, StringComparer.Ordinal);

    // RFC 3986, 2.1 and 2.3: what is not unreserved becomes % and two upper-case digits a byte.
    private static string Encode(string text) => string.Concat(Bytes(text).Select(static octet =>
        char.IsAsciiLetterOrDigit((char)octet) || "-_.~".Contains((char)octet, StringComparison.Ordinal) ? ((char)octet).ToString() : $"%{octet:X2}"));

    private static string V4(string canonicalRequest, string id, string secret, string logDate, string scope)
    {
        var key = Bytes("aliyun_v4" + secret);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Bytes(part));
        }

        var stringToSign = $"SLS4-HMAC-SHA256\n{logDate}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Bytes(canonicalRequest)))}";
        return $"SLS4-HMAC-SHA256 Credential={id}/{scope},Signature={Convert.ToHexStringLower(HMACSHA256.HashData(key, Bytes(stringToSign)))}";
    }

#pragma warning disable CA5350 // The service defines it so.
    private static byte[] HmacSha1(string secret, string text) => HMACSHA1.HashData(Bytes(secret), Bytes(text));
#pragma warning restore CA5350

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
