using System.Security.Cryptography;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Signs a request to one of Alibaba Cloud's RPC services, such as the STS: HMAC-SHA1 over the sorted parameters, version 1.0.</summary>
internal static class RpcSignature
{
    /// <summary>Adds the access key id, the method and the signature.</summary>
    public static void Sign(SortedDictionary<string, string> parameters, HttpMethod method, LogServiceCredentials credentials)
    {
        parameters["AccessKeyId"] = credentials.AccessKeyId;
        parameters["SignatureMethod"] = "HMAC-SHA1";
        parameters["SignatureVersion"] = "1.0";
#pragma warning disable CA5350 // The service requires it.
        var signature = HMACSHA1.HashData(Encoding.UTF8.GetBytes(credentials.AccessKeySecret + "&"), Encoding.UTF8.GetBytes(StringToSign(parameters, method)));
#pragma warning restore CA5350
        parameters["Signature"] = Convert.ToBase64String(signature);
    }

    internal static string StringToSign(SortedDictionary<string, string> parameters, HttpMethod method) =>
        $"{method.Method}&%2F&{Uri.EscapeDataString(string.Join('&', parameters.Select(static p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}")))}";
}
