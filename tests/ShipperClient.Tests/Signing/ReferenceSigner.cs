using System.Security.Cryptography;
using System.Text;

namespace ShipperClient.Tests;

/// <summary>The arithmetic of both signatures once more, from the specification and without any buffer to grow.</summary>
internal static class ReferenceSigner
{
    public static string Authorization(string signed, SignatureVersion version, string id, string secret, string logDate, string region = "cn-hangzhou") =>
        version == SignatureVersion.V1
        ? $"LOG {id}:{Convert.ToBase64String(HmacSha1(secret, signed))}"
        : V4(signed, id, secret, logDate, $"{logDate[..8]}/{region}/sls/aliyun_v4_request");

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
