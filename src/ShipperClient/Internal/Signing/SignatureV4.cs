using System.Security.Cryptography;
using ShipperClient.Internal.Protocol;

namespace ShipperClient.Internal.Signing;

/// <summary>Specification, "Signature v4".</summary>
internal static class SignatureV4
{
    private const string Algorithm = "SLS4-HMAC-SHA256";
    private const string Terminator = "aliyun_v4_request";
    private const int HashSize = SHA256.HashSizeInBytes;

    /// <summary><c>SLS4-HMAC-SHA256 Credential={id}/{yyyymmdd}/{region}/sls/aliyun_v4_request,Signature={hex}</c></summary>
    public static string Authorization(SignableRequest request, string accessKeyId, string accessKeySecret, string region)
    {
        Span<byte> canonicalHash = stackalloc byte[HashSize];
        var canonical = new Utf8Builder(stackalloc byte[Utf8Builder.UsualLength]);
        WriteCanonicalRequest(ref canonical, request);
        SHA256.HashData(canonical.Written, canonicalHash);
        canonical.Dispose();

        var stringToSign = new Utf8Builder(stackalloc byte[256]);
        WriteStringToSign(ref stringToSign, request, region, canonicalHash);
        Span<byte> key = stackalloc byte[HashSize];
        SigningKey(accessKeySecret, Day(request), region, key);
        Span<byte> signature = stackalloc byte[HashSize];
        HMACSHA256.HashData(key, stringToSign.Written, signature);
        stringToSign.Dispose();
        return $"{Algorithm} Credential={accessKeyId}/{Scope(request, region)},Signature={Hex.Lower(signature)}";
    }

    // METHOD \n path \n query \n (name:value \n)* \n signed;header;names \n contentSha256
    public static void WriteCanonicalRequest(ref Utf8Builder output, SignableRequest request)
    {
        WriteLine(ref output, request.Method);
        WriteLine(ref output, request.Path);
        WriteQuery(ref output, request);
        output.Append('\n');
        foreach (var header in SignedHeaders(request))
        {
            output.Append(header.Name);
            output.Append(':');
            WriteLine(ref output, header.Value);
        }

        output.Append('\n');
        var separator = "";
        foreach (var header in SignedHeaders(request))
        {
            output.Append(separator);
            output.Append(header.Name);
            separator = ";";
        }

        output.Append('\n');
        output.Append(request.Find(LogServiceHeaders.ContentSha256));
    }

    // SLS4-HMAC-SHA256 \n x-log-date \n {yyyymmdd}/{region}/sls/aliyun_v4_request \n hex(sha256(canonical request))
    public static void WriteStringToSign(ref Utf8Builder output, SignableRequest request, string region, ReadOnlySpan<byte> canonicalHash)
    {
        WriteLine(ref output, Algorithm);
        WriteLine(ref output, request.Find(LogServiceHeaders.LogDate));
        WriteLine(ref output, Scope(request, region));
        output.AppendHex(canonicalHash);
    }

    // Sorted by key, keys as they are, values RFC 3986-encoded, no = after an empty value.
    private static void WriteQuery(ref Utf8Builder output, SignableRequest request)
    {
        var separator = "";
        foreach (var parameter in request.Query)
        {
            output.Append(separator);
            output.Append(parameter.Name);
            if (parameter.Value.Length > 0)
            {
                output.Append('=');
                output.Append(Uri.EscapeDataString(parameter.Value));
            }

            separator = "&";
        }
    }

    // content-type, host, every x-log-* and x-acs-*: in this order they are sorted.
    private static IEnumerable<SignedField> SignedHeaders(SignableRequest request)
    {
        if (request.ContentType is { } contentType)
        {
            yield return new SignedField("content-type", contentType);
        }

        if (request.Host is { } host)
        {
            yield return new SignedField("host", host);
        }

        foreach (var header in request.ServiceHeaders)
        {
            yield return header;
        }
    }

    // HMAC-SHA256 chain from "aliyun_v4" + secret over date, region, sls, aliyun_v4_request
    private static void SigningKey(string secret, string day, string region, Span<byte> key)
    {
        Span<byte> step = stackalloc byte[HashSize];
        using var first = new SecretBytes("aliyun_v4" + secret);
        HMACSHA256.HashData(first.Span, Encoding.UTF8.GetBytes(day), step);
        HMACSHA256.HashData(step, Encoding.UTF8.GetBytes(region), key);
        HMACSHA256.HashData(key, "sls"u8, step);
        HMACSHA256.HashData(step, "aliyun_v4_request"u8, key);
    }

    private static string Day(SignableRequest request) => request.Find(LogServiceHeaders.LogDate)![..8];

    private static string Scope(SignableRequest request, string region) => $"{Day(request)}/{region}/sls/{Terminator}";

    private static void WriteLine(ref Utf8Builder output, string? text)
    {
        output.Append(text);
        output.Append('\n');
    }
}
