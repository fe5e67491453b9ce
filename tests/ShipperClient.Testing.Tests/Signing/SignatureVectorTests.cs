using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ShipperClient.Testing.Internal.Signing;
using ShipperClient.TestSupport;

namespace ShipperClient.Testing.Tests.Signing;

/// <summary>Compares the fake's signatures with those that public documents and test suites contain (signature-vectors.json).</summary>
public sealed class SignatureVectorTests
{
    private static readonly Dictionary<string, JsonElement> Vectors = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "signature-vectors.json")))
        .RootElement.GetProperty("vectors").EnumerateArray().ToDictionary(vector => Text(vector, "name")!, StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> All => [.. Vectors.Keys];

    public static TheoryData<string> OfShippers => [.. Vectors.Keys.Where(name => name.StartsWith("shipper-", StringComparison.Ordinal))];

    [Fact]
    public void Vectors_are_29_of_which_15_are_for_shippers() => Assert.Equal((29, 15), (All.Count, OfShippers.Count));

    [Theory]
    [MemberData(nameof(All))]
    public void Signature_is_the_published_one(string name)
    {
        var vector = Vectors[name];
        var request = Recorded(vector);
        var authorization = AuthorizationHeader.Parse(Text(vector, "expectedAuthorization")!);

        Assert.NotNull(authorization);
        Assert.Equal(Text(vector, "accessKeyId"), authorization.KeyId);
        Assert.Equal(Text(vector, "region"), authorization.Region);
        var secret = Text(vector, "accessKeySecret")!;
        Assert.Equal(Text(vector, "stringToSign"), authorization.IsV4 ? SignatureV4.StringToSign(request, authorization) : SignatureV1.StringToSign(request));
        Assert.Equal(authorization.Signature, authorization.IsV4 ? SignatureV4.Compute(request, authorization, secret) : SignatureV1.Compute(request, secret));
    }

    [Theory]
    [MemberData(nameof(OfShippers))]
    public async Task Published_request_is_valid_when_it_is_received(string name)
    {
        var vector = Vectors[name];
        var request = Recorded(vector);
        var date = request.Headers.GetValueOrDefault("x-log-date") is { } logDate && Text(vector, "region") is null
            ? DateTimeOffset.Parse(logDate, CultureInfo.InvariantCulture)
            : new DateTimeOffset(2015, 11, 11, 8, 28, 19, TimeSpan.Zero);
        await using var service = await FakeLogService.StartAsync(
            new()
            {
                TimeProvider = new ManualTimeProvider(date),
                Credentials = new(Text(vector, "accessKeyId")!, Text(vector, "accessKeySecret")!, Text(vector, "securityToken")),
                Region = Text(vector, "region"),
            }, Cancel);
        service.AddShipper(new("test-project", "test-logstore", "test-shipper"));

        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(service.BaseAddress, request.Path + "?" + request.Query));
        message.Content = request.Body.IsEmpty ? null : new ReadOnlyMemoryContent(request.Body);
        message.Headers.Host = "test-project.cn-hangzhou.log.aliyuncs.com";
        message.Headers.TryAddWithoutValidation("Authorization", Text(vector, "expectedAuthorization"));
        foreach (var (header, value) in request.Headers.Where(header => header.Key is not "Host"))
        {
            _ = message.Headers.TryAddWithoutValidation(header, value) || message.Content!.Headers.TryAddWithoutValidation(header, value);
        }

        using var http = new HttpClient();
        using var response = await http.SendAsync(message, Cancel);

        Assert.Equal(SignatureVerdict.Valid, Assert.Single(service.Requests).SignatureVerdict);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static RecordedRequest Recorded(JsonElement vector)
    {
        var body = Text(vector, "bodyBase64") is { } base64 ? Convert.FromBase64String(base64) : Encoding.UTF8.GetBytes(Text(vector, "body") ?? "");
        var headers = vector.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name, header => header.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
        if (Text(vector, "region") is not null)
        {
            headers["x-log-date"] = Text(vector, "date")!;
            headers["x-log-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(body));
        }

        var query = string.Join('&', vector.GetProperty("query").EnumerateObject()
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value.GetString()!)}"));
        return new RecordedRequest(
            Text(vector, "method")!, headers.GetValueOrDefault("Host", ""), Text(vector, "path")!, query, headers, body, DateTimeOffset.UnixEpoch);
    }

    private static string? Text(JsonElement vector, string name) => vector.GetProperty(name).GetString();
}
