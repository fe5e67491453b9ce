using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RetryWorker.Diagnostics;
using RetryWorker.Passes;
using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Testing;

namespace RetryWorker.Tests.Passes;

/// <summary>When passes run, and when the worker stops.</summary>
public class WorkerTests
{
    [Fact]
    public async Task Worker_runs_a_pass_every_interval_until_it_is_stopped()
    {
        await using var worker = await WorkerFixture.StartAsync();
        var service = CreateService(worker, new Lifetime());
        await service.StartAsync(CancellationToken.None);

        await worker.LoggedAsync("Pass 1:");
        worker.Clock.Advance(WorkerFixture.Interval);
        await worker.LoggedAsync("Pass 2:");
        worker.Clock.Advance(WorkerFixture.Interval);
        await worker.LoggedAsync("Pass 3:");
        await service.StopAsync(CancellationToken.None);

        Assert.True(service.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public async Task Worker_stops_the_application_after_so_many_passes()
    {
        await using var worker = await WorkerFixture.StartAsync(("Passes", "1"));
        var lifetime = new Lifetime();
        var service = CreateService(worker, lifetime);

        await service.StartAsync(CancellationToken.None);
        await service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(lifetime.Stopped);
    }

    [Fact]
    public async Task Worker_reads_the_states_of_an_earlier_one_at_its_start()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "1"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail);
        worker.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Fail;
        await worker.PassAsync();
        worker.Restart(("MaxTries", "1"), ("Passes", "1"));
        var service = CreateService(worker, new Lifetime());

        await service.StartAsync(CancellationToken.None);
        await service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, worker.Retries);
        Assert.Contains(worker.Logs, static log => log.Id == 7);
        Assert.Contains(worker.Logs, static log => log.Id == 3);
    }

    [Fact]
    public async Task Stop_during_a_pass_saves_the_tries_that_the_service_accepted()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTasks(11, ShipperTaskStatus.Fail);
        worker.Service.FailNext(
            FakeFault.Drip(TimeSpan.FromDays(1)), when: static request => request.Method == "PUT" && request.BodyText.Split(',').Length == 10);
        worker.Get<RetryWorkerMetrics>();
        using var retried = worker.Collect<long>("sls.retry_worker.tasks.retried");
        var service = CreateService(worker, new Lifetime());
        await service.StartAsync(CancellationToken.None);
        await retried.WaitForMeasurementsAsync(1, TimeSpan.FromSeconds(30));

        await service.StopAsync(CancellationToken.None);

        Assert.Equal(2, worker.Retries);
        Assert.Single(await File.ReadAllLinesAsync(worker.StateFile), static line => line.Contains("\"tries\": 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pass_that_throws_is_logged_and_the_worker_continues()
    {
        await using var worker = await WorkerFixture.StartAsync();
        using var broken = new BrokenClient();
        var service = CreateService(worker, new Lifetime(), ActivatorUtilities.CreateInstance<PassRunner>(worker.Services, broken));
        await service.StartAsync(CancellationToken.None);

        await worker.LoggedAsync("Pass 1 failed unexpectedly; the worker continues");
        worker.Clock.Advance(WorkerFixture.Interval);
        await worker.LoggedAsync("Pass 2 failed unexpectedly; the worker continues");

        await service.StopAsync(CancellationToken.None);
    }

    private static Worker CreateService(WorkerFixture worker, Lifetime lifetime, PassRunner? runner = null) =>
        ActivatorUtilities.CreateInstance<Worker>(worker.Services, lifetime, runner ?? worker.Get<PassRunner>());

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public bool Stopped { get; private set; }

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => Stopped = true;
    }
}
