using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShipperClient.Testing.Tests.Support;

/// <summary>
/// A request that is signed by code of its own, neither the client's nor the fake's. <see cref="Headers"/> are set before signing, and are signed.
/// <see cref="Tampered"/> headers are replaced after it, or removed if the value is null.
/// </summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The service's protocol.")]
[SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The service's protocol.")]
internal sealed record TestRequest(LogServiceCredentials Credentials, DateTimeOffset Date)
{
    public string Method { get; init; } = "GET";

    public string Host { get; init; } = "project.127.0.0.1";

    public string Path { get; init; } = "/logstores/logstore/shipper/shipper/tasks";

    public IReadOnlyList<(string Key, string Value)> Query { get; init; } = [];

    public string? Body { get; init; }

    public bool V4 { get; init; }

    public string SignatureMethod { get; init; } = "hmac-sha1";

    public string Region { get; init; } = "cn-hangzhou";

    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    public IReadOnlyList<(string Name, string? Value)> Tampered { get; init; } = [];

    public HttpRequestMessage Build(Uri baseAddress)
    {
        var bytes = Encoding.UTF8.GetBytes(Body ?? "");
        var headers = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["x-log-apiversion"] = "0.6.0",
            ["x-log-bodyrawsize"] = bytes.Length.ToString(CultureInfo.InvariantCulture),
            ["x-acs-security-token"] = Credentials.SecurityToken,
            ["content-type"] = Body is null ? null : "application/json",
        };
        headers[V4 ? "x-log-date" : "date"] = Date.ToString(V4 ? "yyyyMMdd'T'HHmmss'Z'" : "R", CultureInfo.InvariantCulture);
        if (V4)
        {
            headers["host"] = Host;
            headers["x-log-content-sha256"] = Hex(SHA256.HashData(bytes));
        }
        else
        {
            headers["x-log-signaturemethod"] = SignatureMethod;
            headers["content-md5"] = Body is null ? null : Convert.ToHexString(MD5.HashData(bytes));
        }

        Merge(headers, Headers);
        headers["authorization"] = V4 ? SignV4(headers) : SignV1(headers);
        Merge(headers, Tampered);

        var query = string.Join('&', Query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(baseAddress, Path + (query.Length == 0 ? "" : "?" + query)));
        message.Content = Body is null ? null : new ByteArrayContent(bytes);
        message.Headers.Host = Host;
        foreach (var (name, value) in headers.Where(header => header.Key is not "host"))
        {
            _ = message.Headers.TryAddWithoutValidation(name, value) || message.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static void Merge(SortedDictionary<string, string?> headers, IEnumerable<(string Name, string? Value)> others)
    {
        foreach (var (name, value) in others)
        {
            headers[name] = value;
        }

        foreach (var name in headers.Where(header => header.Value is null).Select(header => header.Key).ToArray())
        {
            headers.Remove(name);
        }
    }

    private string SignV1(SortedDictionary<string, string?> headers)
    {
        var text = new StringBuilder($"{Method}\n{headers.GetValueOrDefault("content-md5")}\n{headers.GetValueOrDefault("content-type")}\n");
        text.Append(headers.GetValueOrDefault("x-log-date") ?? headers.GetValueOrDefault("date")).Append('\n');
        foreach (var (name, value) in headers.Where(header => header.Key is not "x-log-date" && header.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        text.Append(Path);
        var separator = '?';
        foreach (var (name, value) in Query.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(name).Append('=').Append(value);
            separator = '&';
        }

        var (key, data) = (Encoding.UTF8.GetBytes(Credentials.AccessKeySecret), Encoding.UTF8.GetBytes(text.ToString()));
        var signature = SignatureMethod is "hmac-sha256" ? HMACSHA256.HashData(key, data) : HMACSHA1.HashData(key, data);
        return $"LOG {Credentials.AccessKeyId}:{Convert.ToBase64String(signature)}";
    }

    private string SignV4(SortedDictionary<string, string?> headers)
    {
        var signed = headers.Where(header => header.Key is "content-type" or "host" || header.Key.StartsWith("x-", StringComparison.Ordinal)).ToArray();
        var query = string.Join('&', Query.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Value.Length == 0 ? pair.Key : $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var canonical = $"{Method}\n{Path}\n{query}\n{string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"))}\n"
            + $"{string.Join(';', signed.Select(header => header.Key))}\n{headers.GetValueOrDefault("x-log-content-sha256")}";
        var day = Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var scope = $"{day}/{Region}/sls/aliyun_v4_request";
        var text = $"SLS4-HMAC-SHA256\n{headers.GetValueOrDefault("x-log-date")}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("aliyun_v4" + Credentials.AccessKeySecret), day), Region), "sls"), "aliyun_v4_request");
        return $"SLS4-HMAC-SHA256 Credential={Credentials.AccessKeyId}/{scope},Signature={Hex(Hmac(key, text))}";
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
