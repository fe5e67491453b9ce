using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using RetryWorker;
using ShipperClient.Testing;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.RetryWorker;

/// <summary>The sample worker, put together as its program does, on a <see cref="ServiceFixture"/> and with a state file of its own.</summary>
internal sealed class WorkerScene : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly Watch _watch = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retry-worker-tests-");
    private readonly List<ServiceProvider> _containers = [];

    private WorkerScene(ServiceFixture fixture) => Fixture = fixture;

    public ServiceFixture Fixture { get; }

    public ManualTimeProvider Clock => Fixture.Clock;

    public FakeShipper Tasks => Fixture.Tasks;

    public string StateFile => Path.Combine(_folder.FullName, "state.json");

    public IServiceProvider Services => _containers[^1];

    public IEnumerable<(LogLevel Level, int Id, string Text)> Logs =>
        _watch.Logs.Where(log => log.Category.StartsWith("RetryWorker.", StringComparison.Ordinal)).Select(log => (log.Level, log.Id.Id, log.Text));

    /// <summary>The starts of the windows that were asked about, as they were sent.</summary>
    public IEnumerable<DateTimeOffset> WindowStarts => Fixture.Requests.Where(request => request.Method == "GET").Select(request =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Parameters.Single(pair => pair.Key == "from").Value, CultureInfo.InvariantCulture))).Distinct();

    public static async Task<WorkerScene> StartAsync(params (string Key, string Value)[] settings)
    {
        var worker = new WorkerScene(await ServiceFixture.StartAsync());
        worker.Restart(settings);
        return worker;
    }

    /// <summary>A worker that knows nothing but what the file says, as after a restart.</summary>
    public void Restart(params (string Key, string Value)[] settings)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Shippers:0"] = Sample.Shipper.ToString(),
            ["Interval"] = Interval.ToString(),
            ["StateFile"] = StateFile,
        }).AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        _containers.Add(Containers.Of(Fixture, more: services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_watch));
            services.AddRetryWorker(section);
        }));
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>One pass, and enough time for its retries to end.</summary>
    public async Task<PassReport> PassAsync(int number = 1)
    {
        await Get<PassRunner>().RunAsync(number, CancellationToken.None);
        Clock.Advance(Interval);
        return Get<ShipperStates>().All.Single(report => report.Shipper == Sample.Shipper);
    }

    public async Task<(HealthStatus Status, string? Description)> HealthAsync()
    {
        var report = await Get<HealthCheckService>().CheckHealthAsync();
        return (report.Status, report.Entries["shippers"].Description);
    }

    public MeterListener Listen(Action<string, double, string> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == RetryWorkerMetrics.Name && ReferenceEquals(instrument.Meter.Scope, Get<IMeterFactory>()))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured(instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured(instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        listener.Start();
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in _containers)
        {
            await container.DisposeAsync();
        }

        await Fixture.DisposeAsync();
        _watch.Dispose();
        _folder.Delete(recursive: true);
    }
}
