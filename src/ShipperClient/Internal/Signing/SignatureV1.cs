using System.Security.Cryptography;
using ShipperClient.Internal.Protocol;

namespace ShipperClient.Internal.Signing;

/// <summary>Specification, "Signature v1".</summary>
internal static class SignatureV1
{
    public const string MethodName = "hmac-sha1";

    /// <summary><c>LOG {accessKeyId}:{signature}</c></summary>
    public static string Authorization(SignableRequest request, string accessKeyId, string accessKeySecret)
    {
        var stringToSign = new Utf8Builder(stackalloc byte[Utf8Builder.UsualLength]);
        WriteStringToSign(ref stringToSign, request);
        Span<byte> signature = stackalloc byte[HMACSHA1.HashSizeInBytes];
        using var key = new SecretBytes(accessKeySecret);
#pragma warning disable CA5350 // The service defines it so.
        HMACSHA1.HashData(key.Span, stringToSign.Written, signature);
#pragma warning restore CA5350
        stringToSign.Dispose();
        return $"LOG {accessKeyId}:{Convert.ToBase64String(signature)}";
    }

    // VERB \n Content-MD5-or-empty \n Content-Type-or-empty \n Date \n CanonicalizedHeaders \n CanonicalizedResource
    public static void WriteStringToSign(ref Utf8Builder output, SignableRequest request)
    {
        WriteLine(ref output, request.Method);
        WriteLine(ref output, request.ContentMd5);
        WriteLine(ref output, request.ContentType);
        WriteLine(ref output, request.Find(LogServiceHeaders.LogDate) ?? request.Date);
        WriteHeaders(ref output, request);
        WriteResource(ref output, request);
    }

    // Every x-log-* and x-acs-* header (but not x-log-date) …, sorted by name ordinally, name:value joined by \n.
    private static void WriteHeaders(ref Utf8Builder output, SignableRequest request)
    {
        foreach (var header in request.ServiceHeaders)
        {
            if (header.Name != LogServiceHeaders.LogDate)
            {
                output.Append(header.Name);
                output.Append(':');
                WriteLine(ref output, header.Value);
            }
        }
    }

    // The path; with a query, ? and key=value pairs sorted by key, joined by &, values decoded, an empty value kept as key=.
    private static void WriteResource(ref Utf8Builder output, SignableRequest request)
    {
        output.Append(request.Path);
        var separator = '?';
        foreach (var parameter in request.Query)
        {
            output.Append(separator);
            output.Append(parameter.Name);
            output.Append('=');
            output.Append(parameter.Value);
            separator = '&';
        }
    }

    private static void WriteLine(ref Utf8Builder output, string? text)
    {
        output.Append(text);
        output.Append('\n');
    }
}
