using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>RetryShipperTask, and the calls that find shippers, as the documents have them.</summary>
public sealed class DocumentedRetryTests(WireMockServer server) : WireMockTest(server)
{
    private static readonly string[] HeadersOfDotNet = ["Accept-Encoding", "traceparent"];

    // The v1 mappings of this request and of the next hold the signatures of the specification's vectors.
    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Ids_are_sent_as_given(SignatureVersion version)
    {
        var scenario = Open("documented-retry", version);

        await scenario.Client().RetryShipperTasksAsync(scenario.Shipper, ["task-id-1", "task-id-2", "task-id-2"]);
    }

    [Theory]
    [InlineData(SignatureVersion.V1, "Authorization,Content-Length,Content-MD5,Content-Type,Date,Host,User-Agent,x-acs-security-token,x-log-apiversion,x-log-bodyrawsize,x-log-signaturemethod")]
    [InlineData(SignatureVersion.V4, "Authorization,Content-Length,Content-Type,Host,User-Agent,x-acs-security-token,x-log-apiversion,x-log-bodyrawsize,x-log-content-sha256,x-log-date")]
    public async Task A_temporary_key_sends_its_token_and_no_header_that_is_not_documented(SignatureVersion version, string documented)
    {
        var scenario = Open("documented-retry-temporary-key", version);
        var client = scenario.Client(options => options.Credentials = new StaticCredentialsProvider(Scenario.AccessKeyId, Scenario.AccessKeySecret, "test-security-token"));

        await client.RetryShipperTasksAsync(scenario.Shipper, ["task-id-1", "task-id-2", "task-id-2"]);

        var request = Assert.Single(await scenario.JournalAsync());
        Assert.Equal(documented, string.Join(',', request.Headers.Keys.Except(HeadersOfDotNet, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Ten_ids_go_in_one_call(SignatureVersion version)
    {
        var scenario = Open("documented-retry-ten", version);

        await scenario.Client()
            .RetryShipperTasksAsync(scenario.Shipper, [.. Enumerable.Range(1, LogServiceClient.MaxTaskIdsPerRetry).Select(number => $"task-id-{number}")]);
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Logstores_are_listed(SignatureVersion version)
    {
        var scenario = Open("documented-logstores", version);

        var page = await scenario.Client().ListLogstoresAsync(scenario.Shipper.Project);

        Assert.Equal((2, 2), (page.Count, page.Total));
        Assert.Equal(["test-logstore", "other-logstore"], page.Logstores);
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Shippers_are_listed(SignatureVersion version)
    {
        var scenario = Open("documented-shippers", version);

        var page = await scenario.Client().ListShippersAsync(scenario.Shipper.Project, scenario.Shipper.Logstore);

        Assert.Equal((1, 1), (page.Count, page.Total));
        Assert.Equal(["test-shipper"], page.Shippers);
    }
}
