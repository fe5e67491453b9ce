using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ShipperClient.Testing.Tests.Readme;

/// <summary>The code of the package README, in regions. <see cref="PackageReadmeTests"/> runs it.</summary>
internal static class Snippets
{
    public static async Task TestAsync()
    {
        #region a test
        await using var service = await FakeLogService.StartAsync();
        var shipper = service.AddShipper(new ShipperReference("my-project", "my-logstore", "my-shipper"));
        shipper.AddTasks(25, ShipperTaskStatus.Fail, code: "UnAuthorized");

        using var client = service.CreateClient();
        await foreach (var batch in client.RetryFailedShipperTasksAsync(shipper.Reference, last: TimeSpan.FromHours(1)))
        {
            Assert.True(batch.Succeeded);
        }

        Assert.DoesNotContain(shipper.Tasks, task => task.Status == ShipperTaskStatus.Fail);
        #endregion
    }

    public static void Fail(FakeLogService service)
    {
        #region failures
        service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy), count: 2);
        service.FailNext(FakeFault.Reset(), when: request => request.Method == "PUT");
        #endregion
    }

    public static void Inspect(FakeLogService service)
    {
        #region what was sent
        var request = service.Requests[^1];
        Assert.Equal(SignatureVerdict.Valid, request.SignatureVerdict);
        Assert.Equal(HttpStatusCode.OK, request.StatusCode);
        Assert.Equal("RetryShipperTasks", request.Operation);
        Assert.Equal(["id-1", "id-2"], request.TaskIds);
        #endregion
    }

    public static async Task WaitAsync(FakeLogService service)
    {
        #region wait for a request
        var retry = await service.WaitForRequestAsync(request => request.Operation == "RetryShipperTasks");
        #endregion
        Assert.NotNull(retry.Shipper);
    }

    public static void Register(FakeLogService service, IServiceCollection services, IConfigurationBuilder configuration)
    {
        #region register
        services.AddLogServiceClient(service.Configure);
        configuration.AddInMemoryCollection(service.ToConfiguration("LogService"));
        #endregion
    }

    public static async Task ControlTimeAsync(ShipperReference shipper)
    {
        #region control time
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { TimeProvider = clock });
        service.AddShipper(shipper);
        service.FailNext(FakeFault.Throttled(retryAfter: TimeSpan.FromSeconds(30)));

        using var client = service.CreateClient();
        await CompleteAsync(client.RetryShipperTasksAsync(shipper, ["id-1"]), clock);
        #endregion
        Assert.Empty(service.PendingFaults);
    }

    #region complete
    public static async Task CompleteAsync(Task call, FakeTimeProvider clock)
    {
        while (!call.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }

        await call;
    }
    #endregion

    public static void Retry(FakeShipper shipper)
    {
        #region retries
        shipper.RetryOutcome = task => task.Code == "UnAuthorized" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;
        #endregion
    }
}
