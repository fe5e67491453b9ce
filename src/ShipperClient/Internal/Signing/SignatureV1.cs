using System.Security.Cryptography;
using ShipperClient.Internal.Signing.Buffers;

namespace ShipperClient.Internal.Signing;

/// <summary>The signature of docs/service-api.md, "Signature v1".</summary>
internal static class SignatureV1
{
    public const string MethodName = "hmac-sha1";

    private const int HashSize = HMACSHA1.HashSizeInBytes;
    private const int Base64Length = (HashSize + 2) / 3 * 4;

    /// <summary>Creates the HMAC of a client's signatures; its key is the secret.</summary>
    public static KeyedHmac<string> CreateHmac() => new(static secret =>
    {
        using var key = new SecretBytes("", secret, stackalloc byte[SecretBytes.UsualLength]);
        return IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key.Span);
    });

    /// <summary><c>LOG {accessKeyId}:{signature}</c></summary>
    public static string Authorization(scoped in CanonicalRequest request, string accessKeyId, string accessKeySecret, KeyedHmac<string> hmac)
    {
        var stringToSign = new Utf8Builder(stackalloc byte[Utf8Builder.UsualLength]);
        WriteStringToSign(ref stringToSign, request);
        Span<byte> signature = stackalloc byte[HashSize];
        hmac.Compute(accessKeySecret, stringToSign.Written, signature);
        stringToSign.Dispose();

        Span<char> base64 = stackalloc char[Base64Length];
        Convert.TryToBase64Chars(signature, base64, out _);
        return string.Concat("LOG ", accessKeyId, ":", base64);
    }

    // VERB \n Content-MD5-or-empty \n Content-Type-or-empty \n Date \n CanonicalizedHeaders \n CanonicalizedResource
    public static void WriteStringToSign(ref Utf8Builder output, scoped in CanonicalRequest request)
    {
        var logDate = request.Find(LogServiceHeaders.LogDate);
        output.AppendLine(request.Method);
        output.AppendLine(request.ContentMd5);
        output.AppendLine(request.ContentType);
        output.AppendLine(logDate.IsEmpty ? request.Date : logDate);
        WriteHeaders(ref output, request);
        WriteResource(ref output, request);
    }

    // Every x-log-* and x-acs-* header (but not x-log-date) …, sorted by name ordinally, name:value joined by \n.
    private static void WriteHeaders(ref Utf8Builder output, scoped in CanonicalRequest request)
    {
        foreach (var header in request.ServiceHeaders)
        {
            if (!header.Name.Span.SequenceEqual(LogServiceHeaders.LogDate))
            {
                output.Append(header.Name.Span);
                output.Append(':');
                output.AppendLine(header.Value.Span);
            }
        }
    }

    // The path; with a query, ? and key=value pairs sorted by key, joined by &, values decoded, an empty value kept as key=.
    private static void WriteResource(ref Utf8Builder output, scoped in CanonicalRequest request)
    {
        output.Append(request.Path);
        var separator = '?';
        foreach (var parameter in request.Query)
        {
            output.Append(separator);
            output.Append(parameter.Name.Span);
            output.Append('=');
            output.Append(parameter.Value.Span);
            separator = '&';
        }
    }
}
