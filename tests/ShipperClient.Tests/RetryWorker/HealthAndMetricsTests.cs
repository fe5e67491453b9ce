using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Tests.RetryWorker;

/// <summary>What the sample worker tells about itself and its shippers.</summary>
public class HealthAndMetricsTests
{
    [Fact]
    public async Task Healthy_while_what_failed_succeeds_when_it_is_retried()
    {
        await using var worker = await WorkerScene.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail);
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);

        await worker.PassAsync();

        Assert.Equal((HealthStatus.Healthy, "1 shippers looked at, nothing against them"), await worker.HealthAsync());
    }

    [Fact]
    public async Task Degraded_when_failures_repeat_and_healthy_again_once_somebody_mended_them()
    {
        await using var worker = await WorkerScene.StartAsync(("MaxTries", "2"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "stubborn");
        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Fail;

        await worker.PassAsync();
        await worker.PassAsync();
        Assert.Equal((HealthStatus.Degraded, $"{Sample.Shipper} has 1 tasks that failed again and 0 given up"), await worker.HealthAsync());
        await worker.PassAsync();
        Assert.Equal((HealthStatus.Degraded, $"{Sample.Shipper} has 0 tasks that failed again and 1 given up"), await worker.HealthAsync());

        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Success;
        await worker.Fixture.Client().RetryShipperTasksAsync(Sample.Shipper, ["stubborn"]);
        worker.Clock.Advance(TimeSpan.FromSeconds(5));
        await worker.PassAsync();
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.Unauthorized, LogServiceErrorCodes.Unauthorized, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.TooManyRequests, LogServiceErrorCodes.ReadQuotaExceed, HealthStatus.Degraded)]
    public async Task Unhealthy_while_the_shipper_cannot_be_reached(HttpStatusCode status, string code, HealthStatus expected)
    {
        await using var worker = await WorkerScene.StartAsync();
        worker.Fixture.Tasks.AddTask(ShipperTaskStatus.Success);
        worker.Fixture.FailWith(status, code, count: status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests ? 4 : 1);

        await worker.PassAsync();
        Assert.Equal(expected, (await worker.HealthAsync()).Status);

        await worker.PassAsync();
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
    }

    [Fact]
    public async Task Degraded_where_no_task_tells_when_data_last_came()
    {
        await using var worker = await WorkerScene.StartAsync();

        await worker.PassAsync();

        var health = await worker.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("no task in sight", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unhealthy_once_a_shippers_lag_passes_the_limit_even_where_no_pass_sees_a_task_any_more()
    {
        await using var worker = await WorkerScene.StartAsync(("LagLimit", "01:00:00"), ("Overlap", "00:00:01"));
        worker.Tasks.AddTask(ShipperTaskStatus.Success);

        await worker.PassAsync();
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
        worker.Clock.Advance(TimeSpan.FromMinutes(55));
        await worker.PassAsync();

        Assert.Equal((HealthStatus.Unhealthy, $"{Sample.Shipper} is 01:05:00 behind, more than 01:00:00"), await worker.HealthAsync());
    }

    [Fact]
    public async Task The_log_tells_the_health_when_it_changes_and_not_again()
    {
        await using var worker = await WorkerScene.StartAsync();
        var publisher = worker.Get<IHealthCheckPublisher>();
        foreach (var status in new[] { HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Degraded })
        {
            var entry = new HealthReportEntry(status, "why", TimeSpan.Zero, exception: null, data: null);
            await publisher.PublishAsync(new HealthReport(new Dictionary<string, HealthReportEntry>(StringComparer.Ordinal) { ["shippers"] = entry }, TimeSpan.Zero), CancellationToken.None);
        }

        Assert.Equal(
            [(LogLevel.Information, 10, "Health is Healthy: why"), (LogLevel.Error, 10, "Health is Unhealthy: why"), (LogLevel.Warning, 10, "Health is Degraded: why")],
            worker.Logs);
    }

    [Fact]
    public async Task Passes_retries_tasks_given_up_and_the_lag_are_measured()
    {
        await using var worker = await WorkerScene.StartAsync(("MaxTries", "1"));
        List<(string, double, string)> measured = [];
        var tag = $"sls.shipper={Sample.Shipper}";
        worker.Get<global::RetryWorker.RetryWorkerMetrics>();
        using var listener = worker.Listen((name, value, tags) => measured.Add((name, value, tags)));
        worker.Tasks.AddTasks(12, ShipperTaskStatus.Fail);
        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Fail;

        await worker.PassAsync();
        await worker.PassAsync();
        worker.Fixture.FailWith(HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist);
        await worker.PassAsync();
        listener.RecordObservableInstruments();

        Assert.Equal(
            [
                ("sls.retry_worker.tasks.retried", 10, tag),
                ("sls.retry_worker.tasks.retried", 2, tag),
                ("sls.retry_worker.passes", 1, tag),
                ("sls.retry_worker.tasks.given_up", 12, tag),
                ("sls.retry_worker.passes", 1, tag),
                ("sls.retry_worker.passes", 1, $"{tag} error.type=ShipperNotExist"),
                ("sls.retry_worker.lag", 900, tag),
            ],
            measured);
    }
}
