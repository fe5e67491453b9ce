using Microsoft.Extensions.Options;
using ShipperClient.Worker;
using ShipperClient.Worker.Fleet;

namespace RetryWorker.Tests.Support;

/// <summary>What one instance of a fleet has of the database.</summary>
internal sealed class FleetNode : IAsyncDisposable
{
    private FleetNode(FleetOptions options, int requestsPerSecond)
    {
        ConnectionString = options.Database!;
        var worker = Options.Create(new RetryWorkerOptions { RequestsPerSecond = requestsPerSecond });
        Database = new FleetDatabase(Options.Create(options));
        States = new PostgresRetryStateStore(Database, new FleetSchema(Database, Options.Create(options)), new DatabaseClock(TimeProvider.System), new FleetInstance());
        Gate = new PostgresProjectGate(Database, worker, TimeProvider.System);
        Status = new PostgresStatusSource(Database);
    }

    public string ConnectionString { get; }

    public FleetDatabase Database { get; }

    public PostgresRetryStateStore States { get; }

    public PostgresProjectGate Gate { get; }

    public PostgresStatusSource Status { get; }

    public static async Task<FleetNode> StartAsync(string connectionString, int requestsPerSecond = 0, Action<FleetOptions>? configure = null)
    {
        var options = new FleetOptions { Database = connectionString.Replace(";Pooling=false", "", StringComparison.Ordinal) };
        configure?.Invoke(options);
        var node = new FleetNode(options, requestsPerSecond);
        try
        {
            await node.States.StartAsync(CancellationToken.None);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
