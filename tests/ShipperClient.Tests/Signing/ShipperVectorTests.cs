using System.Globalization;
using System.Text;
using System.Text.Json;
using ShipperClient.Internal.Signing;

namespace ShipperClient.Tests.Signing;

/// <summary>The vectors of this API from public arguments on: what is asked for becomes the very request, headers and signature of the vector.</summary>
public sealed class ShipperVectorTests
{
    // SignatureVectorTests sign these too; here they cannot be asked for.
    private static readonly Dictionary<string, string> Skipped = new(StringComparer.Ordinal)
    {
        ["shipper-v1-get-status-empty"] = "The library leaves an unset status out; it never sends it empty.",
        ["shipper-v4-get-status-empty"] = "The library leaves an unset status out; it never sends it empty.",
        ["shipper-v1-retry-python-spacing"] = "The library writes the ids without blanks between them.",
        ["shipper-v4-retry-python-spacing"] = "The library writes the ids without blanks between them.",
        ["shipper-v1-get-x-log-date"] = "The library dates a v1 request by the Date header alone.",
    };

    public static MatrixTheoryData<string, string> Vectors { get; } = new(
        SignatureVector.Names.Where(static name => name.StartsWith("shipper-", StringComparison.Ordinal) && !Skipped.ContainsKey(name)), CultureScope.Names);

    [Fact]
    public void Every_skipped_vector_exists() => Assert.All(Skipped.Keys, static name => Assert.StartsWith("shipper-", SignatureVector.Named(name).Name, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task Request_is_the_one_of_the_vector(string vectorName, string culture)
    {
        using var scope = new CultureScope(culture);
        var vector = SignatureVector.Named(vectorName);
        using var request = RequestOf(vector);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        new RequestSigner(vector.IsV4 ? SignatureVersion.V4 : SignatureVersion.V1, vector.Region)
            .Sign(request, body, new LogServiceCredentials(vector.AccessKeyId, vector.AccessKeySecret, vector.SecurityToken), TimeOf(vector));

        var query = string.Join('&', vector.Query.Select(static pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal($"https://test-project.cn-hangzhou.log.aliyuncs.com{vector.Path}{(query.Length == 0 ? "" : "?" + query)}", request.RequestUri!.AbsoluteUri);
        Assert.Equal(vector.Method, request.Method.Method);
        Assert.Equal(vector.Body ?? "", Encoding.UTF8.GetString(body));
        Assert.Equal(ExpectedHeaders(vector), SentHeaders(request));
    }

    private static HttpRequestMessage RequestOf(SignatureVector vector)
    {
        if (vector.Method == "PUT")
        {
            return SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper, JsonSerializer.Deserialize<string[]>(vector.Body!)!);
        }

        return SampleOperations.GetRequest(Sample.Endpoint(), new ShipperStatusQuery(Sample.Shipper, Seconds(vector, "from"), Seconds(vector, "to"))
        {
            Status = vector.Query.TryGetValue("status", out var status) ? Enum.Parse<ShipperTaskStatus>(status, ignoreCase: true) : null,
            Offset = int.Parse(vector.Query["offset"], CultureInfo.InvariantCulture),
            Size = int.Parse(vector.Query["size"], CultureInfo.InvariantCulture),
        });
    }

    private static DateTimeOffset Seconds(SignatureVector vector, string name) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(vector.Query[name], CultureInfo.InvariantCulture));

    private static DateTimeOffset TimeOf(SignatureVector vector) => DateTimeOffset.ParseExact(
        vector.Date, vector.IsV4 ? "yyyyMMdd'T'HHmmss'Z'" : "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static SortedDictionary<string, string> ExpectedHeaders(SignatureVector vector)
    {
        var headers = new SortedDictionary<string, string>(vector.Headers, StringComparer.OrdinalIgnoreCase) { ["Authorization"] = vector.ExpectedAuthorization };
        headers.Remove("Host"); // the URL says it
        if (vector.Method == "PUT")
        {
            headers["Content-Length"] = vector.Headers["x-log-bodyrawsize"];
        }

        if (vector.IsV4)
        {
            headers["x-log-date"] = vector.Date;
            headers["x-log-content-sha256"] = vector.Method == "PUT"
                ? "7455052e3c48a688a1775d14ad0a8d12f84dea984b49c07c7eff7879cf5deeb3"
                : "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        }

        return headers;
    }

    private static SortedDictionary<string, string> SentHeaders(HttpRequestMessage request)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers.Add(name, values.ToString());
        }

        if (request.Content is not null)
        {
            foreach (var (name, values) in request.Content.Headers.NonValidated)
            {
                headers.Add(name, values.ToString());
            }
        }

        return headers;
    }
}
