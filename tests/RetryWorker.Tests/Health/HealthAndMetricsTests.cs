using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Testing;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Gates;

namespace RetryWorker.Tests.Health;

/// <summary>The health and the metrics of the worker.</summary>
public class HealthAndMetricsTests
{
    [Fact]
    public async Task Health_is_healthy_while_retried_tasks_succeed()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail);

        await worker.PassAsync();

        Assert.Equal((HealthStatus.Healthy, "1 shippers, all healthy"), await worker.HealthAsync());
    }

    [Fact]
    public async Task Worker_is_degraded_and_not_ready_before_its_first_pass()
    {
        await using var worker = await WorkerFixture.StartAsync();
        Assert.Equal((HealthStatus.Degraded, "no shipper has been found yet"), await worker.HealthAsync());
        Assert.False(await worker.IsReadyAsync());

        await worker.StartWorkerAsync();
        Assert.Equal((HealthStatus.Degraded, $"{WorkerFixture.Shipper} has had no pass yet"), await worker.HealthAsync());
        Assert.False(await worker.IsReadyAsync());

        worker.Tasks.AddTask(ShipperTaskStatus.Success);
        await worker.PassAsync();
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
        Assert.True(await worker.IsReadyAsync());
    }

    [Fact]
    public async Task Worker_is_degraded_and_not_ready_against_an_endpoint_that_is_silent()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Service.FailNext(FakeFault.Drip(TimeSpan.FromDays(1)), count: 10);
        using var stop = new CancellationTokenSource();
        await worker.StartWorkerAsync();

        var pass = worker.RunJobAsync(WorkerFixture.Shipper, stop.Token);
        await worker.ReceivedAsync(1);

        Assert.Equal(HealthStatus.Degraded, (await worker.HealthAsync()).Status);
        Assert.False(await worker.IsReadyAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
    }

    [Fact]
    public async Task Health_is_degraded_while_a_project_is_throttled()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Success);
        await worker.PassAsync();

        await worker.Get<IProjectGate>().HoldAsync(WorkerFixture.Shipper.Project, TimeSpan.FromSeconds(90), CancellationToken.None);

        Assert.Equal((HealthStatus.Degraded, "ali-test-project is throttled for 1 min 30 s"), await worker.HealthAsync());
    }

    [Fact]
    public async Task Health_is_degraded_while_retried_tasks_fail_again_and_healthy_once_they_succeed()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "2"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "stubborn");
        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Fail;

        await worker.PassAsync();
        await worker.PassAsync();
        Assert.Equal((HealthStatus.Degraded, $"{WorkerFixture.Shipper} has 1 tasks that failed again and 0 given up"), await worker.HealthAsync());
        await worker.PassAsync();
        Assert.Equal((HealthStatus.Degraded, $"{WorkerFixture.Shipper} has 0 tasks that failed again and 1 given up"), await worker.HealthAsync());

        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Success;
        using var client = worker.CreateClient();
        await client.RetryShipperTasksAsync(WorkerFixture.Shipper, ["stubborn"]);
        worker.Clock.Advance(TimeSpan.FromSeconds(5));
        await worker.PassAsync();
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.Unauthorized, LogServiceErrorCodes.Unauthorized, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.TooManyRequests, LogServiceErrorCodes.ReadQuotaExceed, HealthStatus.Healthy)]
    public async Task Health_is_unhealthy_while_the_shipper_is_unreachable_but_not_because_it_was_throttled(HttpStatusCode status, string code, HealthStatus expected)
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Success);
        worker.FailNext(status, code, count: status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests ? 4 : 1);

        await worker.PassAsync();
        Assert.Equal(expected, (await worker.HealthAsync()).Status);

        await worker.PassAsync();
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
    }

    [Fact]
    public async Task Health_is_degraded_if_no_task_shows_when_data_last_came()
    {
        await using var worker = await WorkerFixture.StartAsync();

        await worker.PassAsync();

        var health = await worker.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("no task in the window", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_unhealthy_once_the_lag_exceeds_the_limit_even_if_no_pass_lists_a_task()
    {
        await using var worker = await WorkerFixture.StartAsync(("LagLimit", "01:00:00"), ("Overlap", "00:00:01"));
        worker.Tasks.AddTask(ShipperTaskStatus.Success);

        await worker.PassAsync();
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
        worker.Clock.Advance(TimeSpan.FromMinutes(55));
        await worker.PassAsync();

        Assert.Equal((HealthStatus.Unhealthy, $"{WorkerFixture.Shipper} has a lag of 1 h 5 min, more than 1 h"), await worker.HealthAsync());
    }

    [Fact]
    public async Task Log_contains_the_health_each_time_it_changes()
    {
        await using var worker = await WorkerFixture.StartAsync();
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
    public async Task Metrics_count_passes_retries_and_tasks_given_up_and_show_the_lag()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "1"), ("RequestsPerSecond", "0"));
        worker.Get<RetryWorkerMetrics>();
        using var passes = worker.Collect<long>("sls.retry_worker.passes");
        using var retried = worker.Collect<long>("sls.retry_worker.tasks.retried");
        using var givenUp = worker.Collect<long>("sls.retry_worker.tasks.given_up");
        using var lag = worker.Collect<double>("sls.retry_worker.lag");
        worker.Tasks.AddTasks(12, ShipperTaskStatus.Fail);
        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Fail;

        await worker.PassAsync();
        await worker.PassAsync();
        worker.FailNext(HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist);
        await worker.PassAsync();
        lag.RecordObservableInstruments();

        var tag = $"sls.shipper={WorkerFixture.Shipper}";
        Assert.Equal([(1, tag), (1, tag), (1, $"error.type=ShipperNotExist {tag}")], Read(passes));
        Assert.Equal([(2, tag), (10, tag)], Read(retried).Order());
        Assert.Equal([(12, tag)], Read(givenUp));
        Assert.Equal([(900d, tag)], Read(lag));
    }

    private static IEnumerable<(T Value, string Tags)> Read<T>(MetricCollector<T> collector)
        where T : struct => collector.GetMeasurementSnapshot()
            .Select(static measurement => (measurement.Value, string.Join(' ', measurement.Tags.Select(static tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))));
}
