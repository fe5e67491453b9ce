using ShipperClient.WireMock.Tests.Support;
using WireMock.RequestBuilders;

namespace ShipperClient.WireMock.Tests;

/// <summary>RetryShipperTask and the calls that find shippers, as the documents have them, byte for byte.</summary>
public sealed class DocumentedRetryTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    private static readonly DocumentedRequest Retry = new("PUT", TasksPath, """["task-id-1","task-id-2","task-id-2"]""");

    // The v1 signatures of this request and of the next are those of the service's signature vectors.
    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Ids_are_sent_as_given(SignatureVersion version)
    {
        Server.Given(Put).WithTitle("retry").RespondWith(Accepted);

        await Client(version).RetryShipperTasksAsync(Shipper, ["task-id-1", "task-id-2", "task-id-2"]);

        AssertReceived(version, Retry with { SignatureV1 = "Us24Z3h7gyRB08FgyJoCaSVJnDQ=" });
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task A_temporary_key_sends_its_token(SignatureVersion version)
    {
        Server.Given(Put).WithTitle("retry").RespondWith(Accepted);
        var client = Client(options =>
        {
            options.SignatureVersion = version;
            options.Credentials = new StaticCredentialsProvider(DocumentedRequest.AccessKeyId, DocumentedRequest.AccessKeySecret, "test-security-token");
        });

        await client.RetryShipperTasksAsync(Shipper, ["task-id-1", "task-id-2", "task-id-2"]);

        AssertReceived(version, Retry with
        {
            Credentials = new(DocumentedRequest.AccessKeyId, DocumentedRequest.AccessKeySecret, "test-security-token"),
            SignatureV1 = "AeYGZwaZtRVTQK8f94mUb1pWm5o=",
        });
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Ten_ids_are_sent_in_one_call(SignatureVersion version)
    {
        Server.Given(Put).WithTitle("retry").RespondWith(Accepted);

        await Client(version).RetryShipperTasksAsync(Shipper, [.. Enumerable.Range(1, LogServiceClient.MaxTaskIdsPerRetry).Select(static number => $"task-id-{number}")]);

        AssertReceived(version, Retry with
        {
            Body = """["task-id-1","task-id-2","task-id-3","task-id-4","task-id-5","task-id-6","task-id-7","task-id-8","task-id-9","task-id-10"]""",
            SignatureV1 = "PrxudbinQdg/aJdWKmpPoNGX1iU=",
        });
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Logstores_are_listed(SignatureVersion version)
    {
        Server.Given(Request.Create().WithPath("/logstores").UsingGet()).WithTitle("Logstores")
            .RespondWith(Json("""{"count":2,"total":2,"logstores":["test-logstore","other-logstore"]}"""));

        var page = await Client(version).ListLogstoresAsync(Shipper.Project);

        Assert.Equal((2, 2), (page.Count, page.Total));
        Assert.Equal(["test-logstore", "other-logstore"], page.Logstores);
        AssertReceived(version, new DocumentedRequest("GET", "/logstores?logstoreName=&offset=0&size=100") { SignatureV1 = "P52t3LqPQD85Fbya48azqjlFFfY=" });
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Shippers_are_listed(SignatureVersion version)
    {
        Server.Given(Request.Create().WithPath("/logstores/test-logstore/shipper").UsingGet()).WithTitle("shippers")
            .RespondWith(Json("""{"count":1,"total":1,"shipper":["test-shipper"]}"""));

        var page = await Client(version).ListShippersAsync(Shipper.Project, Shipper.Logstore);

        Assert.Equal((1, 1), (page.Count, page.Total));
        Assert.Equal(["test-shipper"], page.Shippers);
        AssertReceived(version, new DocumentedRequest("GET", "/logstores/test-logstore/shipper?offset=0&size=100") { SignatureV1 = "jU3YUrpyMY4HmdKtpPG/T+unRhE=" });
    }
}
