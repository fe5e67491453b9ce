using System.Net;
using System.Text.Json;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;
using ShipperClient.TestSupport;

namespace ShipperClient.Cli.Tests.Reports;

public sealed class RetryOperationTests
{
    [Fact]
    public async Task Retry_gets_through_an_outage_of_20_seconds()
    {
        var clock = new ManualTimeProvider { AutoFire = static due => due < TimeSpan.FromSeconds(9) };
        await using var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { TimeProvider = clock });
        var shipper = service.AddShipper(Scene.Shipper);
        shipper.AddTasks(400, ShipperTaskStatus.Fail, clock.GetUtcNow().AddHours(-1));
        var ids = shipper.Tasks.Select(static task => task.Id).ToList();
        var end = clock.GetUtcNow().AddSeconds(20);
        service.FailNext(
            FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy), int.MaxValue, request => request.Method == "PUT" && clock.GetUtcNow() < end);
        // The options of the command are the defaults.
        using var client = LogServiceClient.Create(new LogServiceClientOptions
        {
            Endpoint = service.BaseAddress.ToString(),
            Credentials = new StaticCredentialsProvider(service.Credentials.AccessKeyId, service.Credentials.AccessKeySecret),
            TimeProvider = clock,
        });
        var operation = new RetryOperation(client, Scene.Shipper, ids);

        await operation.SendAsync(static () => { }, TestContext.Current.CancellationToken);

        // The batches that were sent during the outage failed with all their retries; the others waited for its end.
        Assert.InRange(operation.TakenCount, 300, 400);
        Assert.Equal(0, operation.UnknownCount);
        Assert.Equal(operation.TakenCount, shipper.Tasks.Count(static task => task.Status != ShipperTaskStatus.Fail));
        var taken = service.Requests.Where(static request => request is { Method: "PUT", Fault: null }).SelectMany(static request => JsonSerializer.Deserialize<string[]>(request.BodyText)!);
        Assert.Equal(operation.Tasks.Where(static task => task.IsTaken).Select(static task => task.Id).Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
    }
}
