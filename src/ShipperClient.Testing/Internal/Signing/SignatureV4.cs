using System.Security.Cryptography;
using System.Text;
using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Signing;

/// <summary>
/// Computes the signature that a request should carry (docs/service-api.md, "Signature v4"). Written from that text and deliberately not
/// shared with the client's signer, which it checks.
/// </summary>
internal static class SignatureV4
{
    private const string Terminator = "aliyun_v4_request";

    // the signature is the hex HMAC-SHA256 of the string to sign
    public static string Compute(RecordedRequest request, AuthorizationHeader authorization, string secret)
    {
        var key = Encoding.UTF8.GetBytes("aliyun_v4" + secret);
        foreach (var step in new[] { authorization.Day!, authorization.Region!, "sls", Terminator, StringToSign(request, authorization) })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return LowerHex(key);
    }

    // SLS4-HMAC-SHA256 \n x-log-date \n {yyyymmdd}/{region}/sls/aliyun_v4_request \n hex(sha256(canonical request))
    public static string StringToSign(RecordedRequest request, AuthorizationHeader authorization) => string.Join('\n',
        "SLS4-HMAC-SHA256",
        request.Headers.GetValueOrDefault(HeaderNames.LogDate, ""),
        $"{authorization.Day}/{authorization.Region}/sls/{Terminator}",
        Sha256(Encoding.UTF8.GetBytes(CanonicalRequest(request))));

    public static string Sha256(ReadOnlySpan<byte> data) => LowerHex(SHA256.HashData(data));

    // METHOD \n path \n query \n (name:value \n)* \n signed;header;names \n contentSha256
    private static string CanonicalRequest(RecordedRequest request)
    {
        var headers = request.Headers
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: header.Value.Trim()))
            .Where(header => header.Name is "content-type" or "host" || HeaderNames.IsServiceHeader(header.Name))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .ToArray();
        return string.Join('\n',
            request.Method,
            request.Path,
            CanonicalQuery(request),
            string.Concat(headers.Select(header => $"{header.Name}:{header.Value}\n")),
            string.Join(';', headers.Select(header => header.Name)),
            request.Headers.GetValueOrDefault(HeaderNames.ContentSha256, ""));
    }

    // Sorted by key, keys as they are, values RFC 3986-encoded, no "=" after an empty value.
    private static string CanonicalQuery(RecordedRequest request) => string.Join('&', request.Parameters
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Value.Length == 0 ? pair.Key : $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    private static string LowerHex(byte[] bytes) => string.Create(bytes.Length * 2, bytes, static (text, bytes) =>
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
            text[(2 * i) + 1] = "0123456789abcdef"[bytes[i] & 15];
        }
    });
}
