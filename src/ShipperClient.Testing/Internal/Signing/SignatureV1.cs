using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Signing;

/// <summary>
/// Computes the signature that a request should carry (docs/service-api.md, "Signature v1"). Written from that text and deliberately not
/// shared with the client's signer, which it checks.
/// </summary>
internal static class SignatureV1
{
    public const string HmacSha1 = "hmac-sha1";
    public const string HmacSha256 = "hmac-sha256";

    // signature = base64(HMAC-SHA1(accessKeySecret, stringToSign)), or HMAC-SHA256 if x-log-signaturemethod says so
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The service's protocol.")]
    public static string Compute(RecordedRequest request, string secret)
    {
        var (key, data) = (Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(StringToSign(request)));
        var isSha256 = request.Headers.GetValueOrDefault(HeaderNames.SignatureMethod) is HmacSha256;
        return Convert.ToBase64String(isSha256 ? HMACSHA256.HashData(key, data) : HMACSHA1.HashData(key, data));
    }

    // VERB \n Content-MD5-or-empty \n Content-Type-or-empty \n Date \n CanonicalizedHeaders \n CanonicalizedResource
    public static string StringToSign(RecordedRequest request) => string.Join('\n',
        request.Method,
        request.Headers.GetValueOrDefault("Content-MD5", ""),
        request.Headers.GetValueOrDefault("Content-Type", ""),
        RequestDate.OfV1(request),
        CanonicalizedHeaders(request),
        CanonicalizedResource(request));

    // An x-log-date is signed in the place of the date, not among the headers.
    private static string CanonicalizedHeaders(RecordedRequest request) => string.Join('\n', request.Headers
        .Select(header => (Name: header.Key.ToLowerInvariant(), Value: header.Value.Trim()))
        .Where(header => HeaderNames.IsServiceHeader(header.Name) && header.Name is not HeaderNames.LogDate)
        .OrderBy(header => header.Name, StringComparer.Ordinal)
        .Select(header => $"{header.Name}:{header.Value}"));

    private static string CanonicalizedResource(RecordedRequest request) => request.Parameters.Count == 0
        ? request.Path
        : request.Path + '?' + string.Join('&', request.Parameters
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}"));
}
