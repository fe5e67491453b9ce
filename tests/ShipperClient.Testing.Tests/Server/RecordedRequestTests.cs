using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Server;

public sealed class RecordedRequestTests : ServiceTest
{
    [Fact]
    public async Task Request_of_a_client_names_its_operation_shipper_and_task_ids()
    {
        var mixedCase = Service.AddShipper(new ShipperReference("My-Project", "Logs", "To_OSS")).Reference;
        using var client = Service.CreateClient();
        await client.GetShipperStatusAsync(new ShipperStatusQuery(mixedCase, Now.AddHours(-1), Now), Cancel);
        await client.RetryShipperTasksAsync(mixedCase, ["a", "b"], Cancel);
        await client.ListLogstoresAsync("My-Project", cancellationToken: Cancel);
        await client.ListShippersAsync("My-Project", "Logs", cancellationToken: Cancel);

        Assert.Equal(["GetShipperStatus", "RetryShipperTasks", "ListLogstores", "ListShippers"], Service.Requests.Select(request => request.Operation), StringComparer.Ordinal);
        Assert.Equal([mixedCase, mixedCase, null, null], Service.Requests.Select(request => request.Shipper));
        Assert.Equal(["", "a b", "", ""], Service.Requests.Select(request => string.Join(' ', request.TaskIds)), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/logstores/logstore/shipper/shipper/tasks", "{}", "RetryShipperTasks", true)]
    [InlineData("PUT", "/logstores/logstore/shipper/shipper/tasks", null, "RetryShipperTasks", true)]
    [InlineData("DELETE", "/logstores/logstore/shipper/shipper/tasks", null, null, true)]
    [InlineData("PUT", "/logstores", """["a"]""", null, false)]
    [InlineData("GET", "/logstores/logstore/shipper/a%20b/tasks", null, "GetShipperStatus", false)]
    [InlineData("GET", "/", null, null, false)]
    public async Task Request_that_is_not_of_the_client_names_what_it_has(string method, string path, string? body, string? operation, bool hasShipper)
    {
        using var response = await SendAsync(Put with { Method = method, Path = path, Body = body });

        var request = Assert.Single(Service.Requests);
        Assert.Equal(operation, request.Operation);
        Assert.Equal(hasShipper ? Reference : null, request.Shipper);
        Assert.Empty(request.TaskIds);
    }
}
