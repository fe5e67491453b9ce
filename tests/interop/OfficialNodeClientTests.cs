using System.Text.Json;
using ShipperClient.Testing;

namespace ShipperClient.Interop.Tests;

/// <summary>What the real service accepts from the official Node.js clients, the fake accepts too: requests that neither the library nor this project made.</summary>
public sealed class OfficialNodeClientTests(NodeFixture node)
{
    private static readonly ShipperReference Shipper = new("project", "logstore", "shipper");
    private static readonly string[] FailedIds = ["id-1", "id-2"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("token")]
    public async Task Alicloud_log_calls_all_four_operations(string? securityToken)
    {
        await using var service = await StartAsync(securityToken);
        var tasks = service.AddShipper(Shipper);
        tasks.AddTask(ShipperTaskStatus.Fail, "id-1", code: "UnAuthorized");
        tasks.AddTask(ShipperTaskStatus.Fail, "id-2");
        tasks.AddTask(ShipperTaskStatus.Success);
        var now = TimeProvider.System.GetUtcNow();

        var result = await node.RunAsync("log.js", new
        {
            endpoint = service.BaseAddress.Authority,
            accessKeyId = service.Credentials.AccessKeyId,
            accessKeySecret = service.Credentials.AccessKeySecret,
            securityToken,
            project = Shipper.Project,
            logstore = Shipper.Logstore,
            shipper = Shipper.Name,
            from = now.AddHours(-1).ToUnixTimeSeconds(),
            to = now.AddHours(1).ToUnixTimeSeconds(),
            taskIds = FailedIds,
        });

        Assert.Equal(
            ["GetShipperStatus", "RetryShipperTasks", "ListLogstores", "ListShippers", "ListLogstores", "ListLogstores"],
            service.Requests.Select(request => request.Operation), StringComparer.Ordinal);
        Assert.All(service.Requests, request => Assert.Equal(SignatureVerdict.Valid, request.SignatureVerdict));
        Assert.Equal(2, result.GetProperty("status").GetProperty("total").GetInt32());
        Assert.Equal("id-1", result.GetProperty("status").GetProperty("tasks")[0].GetProperty("id").GetString());
        Assert.Equal(FailedIds, service.Requests[1].TaskIds, StringComparer.Ordinal);
        Assert.DoesNotContain(tasks.Tasks, task => task.Status == ShipperTaskStatus.Fail);
        Assert.Equal(["logstore"], Names(result.GetProperty("logstores").GetProperty("logstores")), StringComparer.Ordinal);
        Assert.Equal(["shipper"], Names(result.GetProperty("shippers").GetProperty("shipper")), StringComparer.Ordinal);
        Assert.Equal(["logstore"], Names(result.GetProperty("ownListing").GetProperty("logstores")), StringComparer.Ordinal);
        Assert.Equal("ProjectNotExist", result.GetProperty("refused").GetString());
    }

    [Theory]
    [InlineData("v1", "hmac-sha256")]
    [InlineData("v4", null)]
    public async Task Generated_client_lists_Logstores(string signatureVersion, string? signatureMethod)
    {
        await using var service = await StartAsync(securityToken: null);
        service.AddShipper(Shipper);

        var result = await node.RunAsync("sls.js", new
        {
            endpoint = service.BaseAddress.Authority,
            accessKeyId = service.Credentials.AccessKeyId,
            accessKeySecret = service.Credentials.AccessKeySecret,
            signatureVersion,
            project = Shipper.Project,
        });

        Assert.Equal(["logstore"], Names(result.GetProperty("logstores")), StringComparer.Ordinal);
        var request = Assert.Single(service.Requests);
        Assert.Equal(("ListLogstores", SignatureVerdict.Valid), (request.Operation, request.SignatureVerdict));
        Assert.Equal(signatureMethod, request.Headers.GetValueOrDefault("x-log-signaturemethod"));
    }

    private static Task<FakeLogService> StartAsync(string? securityToken) =>
        FakeLogService.StartAsync(new FakeLogServiceOptions { Credentials = new LogServiceCredentials("interopKeyId", "interopKeySecret", securityToken) }, Cancel);

    private static IEnumerable<string?> Names(JsonElement array) => array.EnumerateArray().Select(name => name.GetString());
}
