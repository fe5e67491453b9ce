using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace ShipperClient.WireMock.Tests;

/// <summary>The code with WireMock.Net of docs/testing.md, between regions, and a test that it runs.</summary>
public sealed class WireMockSnippets
{
    [Fact]
    public async Task The_code_of_the_page_runs()
    {
        #region testing with WireMock.Net
        using var server = WireMockServer.Start();
        server.Given(Request.Create().WithPath("/logstores/test-logstore/shipper/test-shipper/tasks").UsingPut())
            .RespondWith(Response.Create().WithStatusCode(403).WithBody("""{"errorCode":"WriteQuotaExceed","errorMessage":"The write quota is exceeded"}"""));
        using var client = LogServiceClient.Create(new LogServiceClientOptions
        {
            Endpoint = server.Url!,
            Credentials = new StaticCredentialsProvider("id", "secret"),
            MaxRetryAttempts = 0,
        });

        await Assert.ThrowsAsync<LogServiceThrottledException>(() =>
            client.RetryShipperTasksAsync(new ShipperReference("ali-test-project", "test-logstore", "test-shipper"), ["task-id-1"]));

        var sent = Assert.Single(server.LogEntries).RequestMessage;
        Assert.Equal("""["task-id-1"]""", sent.Body);
        Assert.StartsWith("LOG id:", sent.Headers!["Authorization"].ToString(), StringComparison.Ordinal);
        #endregion
    }
}
