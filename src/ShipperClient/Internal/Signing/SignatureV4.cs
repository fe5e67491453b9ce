using System.Buffers;
using System.Security.Cryptography;
using ShipperClient.Internal.Signing.Buffers;

namespace ShipperClient.Internal.Signing;

/// <summary>The signature of docs/service-api.md, "Signature v4".</summary>
internal static class SignatureV4
{
    private const string Algorithm = "SLS4-HMAC-SHA256";
    private const string Terminator = "aliyun_v4_request";
    private const int HashSize = SHA256.HashSizeInBytes;
    private const int DayLength = 8;

    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Creates the HMAC of a client's signatures; its key is derived once for a secret, a day and a region.</summary>
    public static KeyedHmac<KeyScope> CreateHmac() => new(DeriveKey);

    /// <summary><c>SLS4-HMAC-SHA256 Credential={id}/{yyyymmdd}/{region}/sls/aliyun_v4_request,Signature={hex}</c></summary>
    public static string Authorization(scoped in CanonicalRequest request, string accessKeyId, string accessKeySecret, string region, KeyedHmac<KeyScope> hmac)
    {
        Span<byte> canonicalHash = stackalloc byte[HashSize];
        var canonical = new Utf8Builder(stackalloc byte[Utf8Builder.UsualLength]);
        WriteCanonicalRequest(ref canonical, request);
        SHA256.HashData(canonical.Written, canonicalHash);
        canonical.Dispose();

        var stringToSign = new Utf8Builder(stackalloc byte[256]);
        WriteStringToSign(ref stringToSign, request, region, canonicalHash);
        Span<byte> signature = stackalloc byte[HashSize];
        hmac.Compute(new KeyScope(accessKeySecret, int.Parse(Day(request), CultureInfo.InvariantCulture), region), stringToSign.Written, signature);
        stringToSign.Dispose();
        Span<char> hex = stackalloc char[HashSize * 2];
        Hex.WriteLower(signature, hex);
        return $"{Algorithm} Credential={accessKeyId}/{Day(request)}/{region}/sls/{Terminator},Signature={hex}";
    }

    // METHOD \n path \n query \n (name:value \n)* \n signed;header;names \n contentSha256
    public static void WriteCanonicalRequest(ref Utf8Builder output, scoped in CanonicalRequest request)
    {
        output.AppendLine(request.Method);
        output.AppendLine(request.Path);
        WriteQuery(ref output, request);
        output.Append('\n');
        WriteHeaders(ref output, request);
        output.Append('\n');
        WriteHeaderNames(ref output, request);
        output.Append('\n');
        output.Append(request.Find(LogServiceHeaders.ContentSha256));
    }

    // SLS4-HMAC-SHA256 \n x-log-date \n {yyyymmdd}/{region}/sls/aliyun_v4_request \n hex(sha256(canonical request))
    public static void WriteStringToSign(ref Utf8Builder output, scoped in CanonicalRequest request, string region, scoped ReadOnlySpan<byte> canonicalHash)
    {
        output.AppendLine(Algorithm);
        output.AppendLine(request.Find(LogServiceHeaders.LogDate));
        output.Append(Day(request));
        output.Append('/');
        output.Append(region);
        output.Append("/sls/");
        output.AppendLine(Terminator);
        output.AppendHex(canonicalHash);
    }

    // Sorted by key, keys as they are, values RFC 3986-encoded, no = after an empty value.
    private static void WriteQuery(ref Utf8Builder output, scoped in CanonicalRequest request)
    {
        var separator = "";
        foreach (var parameter in request.Query)
        {
            output.Append(separator);
            output.Append(parameter.Name.Span);
            if (!parameter.Value.IsEmpty)
            {
                output.Append('=');
                output.Append(Escape(parameter.Value));
            }

            separator = "&";
        }
    }

    private static ReadOnlySpan<char> Escape(ReadOnlyMemory<char> value) =>
        value.Span.ContainsAnyExcept(Unreserved) ? Uri.EscapeDataString(value.ToString()) : value.Span;

    // content-type, host, every x-log-* and x-acs-*: in this order they are sorted.
    private static void WriteHeaders(ref Utf8Builder output, scoped in CanonicalRequest request)
    {
        if (request.ContentType is not null)
        {
            output.Append("content-type:");
            output.AppendLine(request.ContentType);
        }

        if (request.Host is { } host)
        {
            output.Append("host:");
            output.AppendLine(host);
        }

        foreach (var header in request.ServiceHeaders)
        {
            output.Append(header.Name.Span);
            output.Append(':');
            output.AppendLine(header.Value.Span);
        }
    }

    private static void WriteHeaderNames(ref Utf8Builder output, scoped in CanonicalRequest request)
    {
        var start = output.Written.Length;
        WriteHeaderName(ref output, start, request.ContentType is null ? "" : "content-type");
        WriteHeaderName(ref output, start, request.Host is null ? "" : "host");
        foreach (var header in request.ServiceHeaders)
        {
            WriteHeaderName(ref output, start, header.Name.Span);
        }
    }

    private static void WriteHeaderName(ref Utf8Builder output, int start, scoped ReadOnlySpan<char> name)
    {
        output.Append(name.IsEmpty || output.Written.Length == start ? "" : ";");
        output.Append(name);
    }

    // HMAC-SHA256 chain from "aliyun_v4" + secret over date, region, sls, aliyun_v4_request
    private static IncrementalHash DeriveKey(KeyScope scope)
    {
        Span<byte> key = stackalloc byte[HashSize];
        Span<byte> step = stackalloc byte[HashSize];
        using var first = new SecretBytes("aliyun_v4", scope.Secret, stackalloc byte[SecretBytes.UsualLength]);
        HMACSHA256.HashData(first.Span, Encoding.UTF8.GetBytes(scope.Day.ToString("D8", CultureInfo.InvariantCulture)), step);
        HMACSHA256.HashData(step, Encoding.UTF8.GetBytes(scope.Region), key);
        HMACSHA256.HashData(key, "sls"u8, step);
        HMACSHA256.HashData(step, "aliyun_v4_request"u8, key);
        var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(step);
        return hash;
    }

    private static ReadOnlySpan<char> Day(scoped in CanonicalRequest request) => request.Find(LogServiceHeaders.LogDate)[..DayLength];

    /// <summary>What a signing key is derived from.</summary>
    /// <param name="Secret">The AccessKeySecret.</param>
    /// <param name="Day">The date, as the number yyyymmdd.</param>
    /// <param name="Region">The region.</param>
    public readonly record struct KeyScope(string Secret, int Day, string Region)
    {
        public override string ToString() => Region; // never the secret
    }
}
