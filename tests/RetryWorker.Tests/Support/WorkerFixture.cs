using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ShipperClient;
using ShipperClient.Testing;
using ShipperClient.TestSupport;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.Schedule;
using ShipperClient.Worker.States;

namespace RetryWorker.Tests.Support;

/// <summary>The worker as its program registers it, on an embedded service with one shipper, a manual clock and a state file of its own.</summary>
internal sealed class WorkerFixture : IAsyncDisposable
{
    public static readonly ShipperReference Shipper = new("ali-test-project", "test-logstore", "test-shipper");
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly FakeLogCollector _logs = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retry-worker-tests-");
    private ServiceProvider? _container;

    private WorkerFixture(ManualTimeProvider clock, FakeLogService service)
    {
        Clock = clock;
        Service = service;
        Tasks = service.AddShipper(Shipper);
    }

    public ManualTimeProvider Clock { get; }

    public FakeLogService Service { get; }

    public FakeShipper Tasks { get; }

    public string StateFile => Path.Combine(_folder.FullName, "state.json");

    public StubLifetime Lifetime { get; } = new();

    public IEnumerable<(LogLevel Level, int Id, string Text)> Logs => _logs.GetSnapshot()
        .Where(static log => log.Category!.StartsWith("ShipperClient.Worker.", StringComparison.Ordinal))
        .Select(static log => (log.Level, log.Id.Id, log.Message));

    public IReadOnlyList<RecordedRequest> Requests => Service.Requests;

    public int Retries => Requests.Count(static request => request.Method == "PUT");

    /// <summary>The starts of the windows that were queried, as they were sent.</summary>
    public IEnumerable<DateTimeOffset> WindowStarts => Requests.Where(static request => request.Method == "GET").Select(static request =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Parameters.Single(pair => pair.Key == "from").Value, CultureInfo.InvariantCulture))).Distinct();

    public static async Task<WorkerFixture> StartAsync(params (string Key, string Value)[] settings)
    {
        // Waits shorter than the time-out of an attempt pass on their own.
        var clock = new ManualTimeProvider { AutoFire = static due => due < TimeSpan.FromSeconds(9) };
        var worker = new WorkerFixture(clock, await FakeLogService.StartAsync(new FakeLogServiceOptions { TimeProvider = clock }));
        await worker.RestartAsync(settings);
        return worker;
    }

    /// <summary>Replaces the worker by one that knows only what the file says, as after a restart.</summary>
    public async Task RestartAsync(params (string Key, string Value)[] settings)
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["RetryWorker:Shippers:0"] = Shipper.ToString(),
            ["RetryWorker:Interval"] = Interval.ToString(),
            ["RetryWorker:StateFile"] = StateFile,
        }).AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create($"RetryWorker:{setting.Key}", (string?)setting.Value))).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IHostApplicationLifetime>(Lifetime);
        services.AddLogServiceClient(Configure);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(_logs)));
        services.AddShipperRetryWorker(configuration);
        _container = services.BuildServiceProvider(validateScopes: true);
    }

    public T Get<T>()
        where T : notnull => _container!.GetRequiredService<T>();

    /// <summary>Reads the states and finds the shippers, as a start does.</summary>
    public async Task StartWorkerAsync()
    {
        await Get<IRetryStateStore>().StartAsync(CancellationToken.None);
        (Get<ShipperCatalogue>().Shippers, _) = await Get<ShipperDiscovery>().ListAsync(CancellationToken.None);
    }

    /// <summary>Runs a pass over every shipper, then moves the clock by an interval, in which its retries finish.</summary>
    public async Task<PassReport> PassAsync()
    {
        if (Get<ShipperCatalogue>().Shippers.Count == 0)
        {
            await StartWorkerAsync();
        }

        foreach (var shipper in Get<ShipperCatalogue>().Shippers)
        {
            await RunJobAsync(shipper, CancellationToken.None);
        }

        Clock.Advance(Interval);
        return Get<LatestReports>().Get(Shipper);
    }

    public Task RunJobAsync(ShipperReference shipper, CancellationToken cancellationToken) => Get<ShipperJob>().RunAsync(shipper, waitForLease: false, cancellationToken);

    public async Task<RetryState> ReadStateAsync()
    {
        var states = Get<IRetryStateStore>();
        var (claim, _) = await states.ClaimAsync(Shipper, CancellationToken.None);
        await states.ReleaseAsync(claim!, null, CancellationToken.None);
        return claim!.State;
    }

    public async Task<(HealthStatus Status, string? Description)> HealthAsync()
    {
        var report = await Get<HealthCheckService>().CheckHealthAsync(static check => check.Name == "shippers");
        return (report.Status, report.Entries["shippers"].Description);
    }

    public async Task<bool> IsReadyAsync() =>
        (await Get<HealthCheckService>().CheckHealthAsync(static check => check.Name == "ready")).Status == HealthStatus.Healthy;

    public MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(Get<IMeterFactory>(), RetryWorkerMetrics.Name, instrument);

    public LogServiceClient CreateClient() => Service.CreateClient();

    public void FailNext(HttpStatusCode status, string code, int count = 1) => Service.FailNext(FakeFault.Error(status, code), count);

    /// <summary>Waits until the service has received so many requests.</summary>
    public Task ReceivedAsync(int count) => UntilAsync(() => Requests.Count >= count);

    public Task LoggedAsync(string start) => UntilAsync(() => Logs.Any(log => log.Text.StartsWith(start, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        await _container!.DisposeAsync();

        await Service.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private void Configure(LogServiceClientOptions options)
    {
        options.Endpoint = Service.BaseAddress.ToString();
        options.Credentials = new StaticCredentialsProvider(Service.Credentials.AccessKeyId, Service.Credentials.AccessKeySecret);
        options.RetryDelay = TimeSpan.FromMilliseconds(10);
        options.TimeProvider = Clock;
    }
}
