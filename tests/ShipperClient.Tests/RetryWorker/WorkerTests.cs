using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RetryWorker;

namespace ShipperClient.Tests.RetryWorker;

/// <summary>The sample worker's rhythm and its options.</summary>
public class WorkerTests
{
    [Fact]
    public async Task Every_interval_is_a_pass_until_it_is_stopped()
    {
        await using var worker = await WorkerScene.StartAsync();
        var service = Service(worker, new Lifetime());
        await service.StartAsync(CancellationToken.None);

        await LoggedAsync(worker, "Pass 1:");
        worker.Clock.Advance(WorkerScene.Interval);
        await LoggedAsync(worker, "Pass 2:");
        worker.Clock.Advance(WorkerScene.Interval);
        await LoggedAsync(worker, "Pass 3:");
        await service.StopAsync(CancellationToken.None);

        Assert.True(service.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public async Task Ends_the_application_after_so_many_passes()
    {
        await using var worker = await WorkerScene.StartAsync(("Passes", "1"));
        var lifetime = new Lifetime();
        var service = Service(worker, lifetime);

        await service.StartAsync(CancellationToken.None);
        await service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(lifetime.Stopped);
    }

    [Fact]
    public async Task At_its_start_it_reads_what_an_earlier_one_wrote()
    {
        await using var worker = await WorkerScene.StartAsync(("MaxTries", "1"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail);
        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Fail;
        await worker.PassAsync();
        worker.Restart(("MaxTries", "1"), ("Passes", "1"));
        var service = Service(worker, new Lifetime());

        await service.StartAsync(CancellationToken.None);
        await service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, worker.Fixture.Requests.Count(request => request.Method == "PUT"));
        Assert.Contains(worker.Logs, log => log.Id == 7);
        Assert.Contains(worker.Logs, log => log.Id == 3);
    }

    [Fact]
    public async Task Stopped_in_the_middle_of_a_pass_it_writes_down_what_the_service_took()
    {
        await using var worker = await WorkerScene.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "a");
        worker.Tasks.AddTasks(10, ShipperTaskStatus.Fail);
        var retries = 0;
        worker.Fixture.Service.FailNext(
            Testing.FakeFault.Drip(TimeSpan.FromDays(1)), when: request => request.Method == "PUT" && Interlocked.Increment(ref retries) == 2);
        var service = Service(worker, new Lifetime());
        await service.StartAsync(CancellationToken.None);
        await worker.Fixture.ArrivedAsync(6);

        await service.StopAsync(CancellationToken.None);

        Assert.Equal(2, worker.Fixture.Requests.Count(request => request.Method == "PUT"));
        Assert.Contains("\"tries\": 1", await File.ReadAllTextAsync(worker.StateFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_that_throws_is_told_and_the_worker_goes_on()
    {
        await using var worker = await WorkerScene.StartAsync();
        using var broken = new Broken();
        var service = Service(worker, new Lifetime(), ActivatorUtilities.CreateInstance<PassRunner>(worker.Services, broken));
        await service.StartAsync(CancellationToken.None);

        await LoggedAsync(worker, "Pass 1 failed unexpectedly; the worker goes on");
        worker.Clock.Advance(WorkerScene.Interval);
        await LoggedAsync(worker, "Pass 2 failed unexpectedly; the worker goes on");

        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_shipper_that_fails_in_a_way_that_nobody_thought_of_is_a_matter_of_that_shipper()
    {
        await using var worker = await WorkerScene.StartAsync();
        using var broken = new Broken();

        var report = await ActivatorUtilities.CreateInstance<ShipperPass>(worker.Services, broken).RunAsync(Sample.Shipper, CancellationToken.None);

        Assert.IsType<InvalidTimeZoneException>(report.Error);
        Assert.Contains(worker.Logs, log => log.Id == 5);
    }

    [Fact]
    public async Task Every_mistake_in_the_options_is_told_together()
    {
        await using var worker = await WorkerScene.StartAsync(
            ("Shippers:0", "a/b"), ("Shippers:1", "a/b/c"), ("Shippers:2", "a/b/c"), ("Interval", "00:00:00"), ("Overlap", "3.00:00:00"), ("MaxTries", "0"),
            ("LagLimit", "00:00:00"), ("StateFile", " "), ("MaxConcurrency", "33"), ("Passes", "-1"));

        var exception = Assert.Throws<OptionsValidationException>(() => worker.Get<IStartupValidator>().Validate());

        string[] expected = ["Shippers:0", "Shippers:2", "Interval", "Overlap", "MaxTries", "LagLimit", "StateFile", "MaxConcurrency", "Passes"];
        Assert.Equal(expected, exception.Failures.Select(static failure => failure["RetryWorker:".Length..failure.IndexOf(' ', StringComparison.Ordinal)]), StringComparer.Ordinal);
    }

    [Fact]
    public void No_shipper_at_all_is_a_mistake() =>
        Assert.Contains("Shippers is empty", new RetryWorkerOptionsValidator().Validate(null, new RetryWorkerOptions()).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public void Every_setting_is_in_the_page_about_the_worker_and_in_appsettings()
    {
        var page = File.ReadAllText(Repository.PathTo("docs/worker.md"));
        var settings = File.ReadAllText(Repository.PathTo("samples/RetryWorker/appsettings.json"));

        Assert.All(typeof(RetryWorkerOptions).GetProperties().Where(static property => property.Name != nameof(RetryWorkerOptions.ShipperReferences)), property =>
        {
            Assert.Contains($"\n| `RetryWorker:{property.Name}` |", page, StringComparison.Ordinal);
            Assert.Contains($"\n    \"{property.Name}\": ", settings, StringComparison.Ordinal);
        });
    }

    private static Worker Service(WorkerScene worker, Lifetime lifetime, PassRunner? runner = null) =>
        ActivatorUtilities.CreateInstance<Worker>(worker.Services, lifetime, runner ?? worker.Get<PassRunner>());

    private static async Task LoggedAsync(WorkerScene worker, string start)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!worker.Logs.Any(log => log.Text.StartsWith(start, StringComparison.Ordinal)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Broken : LogServiceClient
    {
        public override TimeProvider Clock => throw new InvalidTimeZoneException();
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public bool Stopped { get; private set; }

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => Stopped = true;
    }
}
