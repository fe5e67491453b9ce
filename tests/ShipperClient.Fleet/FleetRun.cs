using System.Globalization;
using RetryWorker.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Fleet;

/// <summary>A database, a Log Service and the instances of a worker.</summary>
internal sealed class FleetRun : IAsyncDisposable
{
    private readonly List<Instance> _instances = [];
    private readonly Dictionary<string, string> _environment;

    private FleetRun(PostgresServer postgres, string database, FakeLogService service, Dictionary<string, string> environment)
    {
        Postgres = postgres;
        Database = database;
        Service = service;
        _environment = environment;
    }

    public PostgresServer Postgres { get; }

    public string Database { get; }

    public FakeLogService Service { get; }

    public Journal Journal { get; } = new();

    public static async Task<FleetRun> StartAsync(FleetSetup setup)
    {
        var postgres = await PostgresServer.StartAsync("-c max_connections=300");
        var database = await postgres.CreateDatabaseAsync();
        var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { MaxRecordedRequests = 0, RetryOutcome = setup.RetryOutcome, RetryDuration = TimeSpan.FromMilliseconds(200) });
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < setup.Shippers; i++)
        {
            var shipper = service.AddShipper(new ShipperReference($"project-{i % setup.Projects}", $"logstore-{i % 10}", $"shipper-{i}"));
            shipper.AddTasks(3, ShipperTaskStatus.Success, now.AddMinutes(-10), TimeSpan.FromMinutes(1));
            shipper.AddTasks(setup.FailedTasks, ShipperTaskStatus.Fail, now.AddMinutes(-30), TimeSpan.FromSeconds(1));
        }

        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = service.Credentials.AccessKeyId,
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = service.Credentials.AccessKeySecret,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Logging__LogLevel__Default"] = "Error",
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Error",
            ["Fleet__Database"] = database.Replace(";Pooling=false", "", StringComparison.Ordinal),
            ["RetryWorker__Interval"] = setup.Interval.ToString("c", CultureInfo.InvariantCulture),
            ["RetryWorker__MaxConcurrency"] = setup.MaxConcurrency.ToString(CultureInfo.InvariantCulture),
            ["RetryWorker__MaxTries"] = "100",
            ["RetryWorker__RequestsPerSecond"] = setup.RequestsPerSecond.ToString(CultureInfo.InvariantCulture),
        };
        for (var i = 0; i < setup.Projects; i++)
        {
            environment[$"RetryWorker__Shippers__{i}"] = $"project-{i}";
        }

        var run = new FleetRun(postgres, database, service, environment);
        service.FailNext(FakeFault.Latency(setup.Latency), int.MaxValue, request =>
        {
            run.Journal.Add(request);
            return setup.Latency > TimeSpan.Zero;
        });
        return run;
    }

    public Instance StartInstance(params (string Name, string Value)[] more)
    {
        Dictionary<string, string> environment = new(_environment, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        var instance = Instance.Start(_instances.Count, Service.BaseAddress.Port, environment);
        _instances.Add(instance);
        return instance;
    }

    /// <summary>Waits until every shipper has had a pass.</summary>
    public async Task EveryShipperPassedAsync(int shippers, TimeSpan patience)
    {
        var start = Journal.Now;
        while (Journal.Begins(TimeSpan.Zero, TimeSpan.MaxValue).Count < shippers)
        {
            if (Journal.Now - start > patience || _instances.TrueForAll(static instance => instance.HasExited))
            {
                throw new TimeoutException($"Only {Journal.Begins(TimeSpan.Zero, TimeSpan.MaxValue).Count} of {shippers} shippers have had a pass.");
            }

            await Task.Delay(200);
        }
    }

    public Task<T> ReadAsync<T>(string sql) => PostgresServer.ReadAsync<T>(Database, sql);

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }

        await Service.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
