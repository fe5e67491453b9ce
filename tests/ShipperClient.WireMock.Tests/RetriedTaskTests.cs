using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>A failed task that is retried, runs, and succeeds: each reply moves WireMock's scenario on, and none comes out of turn.</summary>
public sealed class RetriedTaskTests(WireMockServer server) : WireMockTest(server)
{
    [Fact]
    public async Task A_failed_task_is_retried_runs_and_succeeds()
    {
        var scenario = Open("retried-task");
        var client = scenario.Client();

        var failed = Assert.Single((await client.GetShipperStatusAsync(scenario.Query with { Status = ShipperTaskStatus.Fail })).Tasks);
        Assert.Equal((ShipperTaskStatus.Fail, ShipperFailureReason.InternalServerError), (failed.Status, failed.FailureReason));
        Assert.Equal("Started", await scenario.StateAsync());

        await client.RetryShipperTasksAsync(scenario.Shipper, [failed.Id]);
        Assert.Equal("retried", await scenario.StateAsync());

        var ended = await client.WaitForShipperTasksAsync(scenario.Shipper, [failed.Id], pollInterval: TimeSpan.FromSeconds(5), timeout: TimeSpan.FromMinutes(1)).ToListAsync();

        Assert.Equal((failed.Id, ShipperTaskStatus.Success), (Assert.Single(ended).Id, ended[0].Status));
        Assert.Equal("seen success", await scenario.StateAsync());
        Assert.Equal(
            ["failed", "retry", "running", "still-running", "not-running", "success"],
            (await scenario.JournalAsync()).Select(entry => entry.Stub!.Split('/')[1]).ToList());
    }
}
