using Microsoft.Extensions.Options;
using Npgsql;

namespace ShipperClient.Worker.Fleet;

/// <summary>The connections of one instance: a pool for the states and the rates, and the connection string of the scheduler's own pool.</summary>
internal sealed class FleetDatabase(IOptions<FleetOptions> options) : IAsyncDisposable
{
    public NpgsqlDataSource States { get; } = NpgsqlDataSource.Create(Build(options.Value.Database!, options.Value.StateConnections, "shipper-worker states"));

    public int Connections => options.Value.StateConnections + options.Value.SchedulerConnections;

    public static string SchedulerConnectionString(FleetOptions options) => Build(options.Database!, options.SchedulerConnections, "shipper-worker scheduler");

    public static bool IsConnectionString(string text)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }

    public NpgsqlCommand CreateCommand(string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = States.CreateCommand(sql);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    public ValueTask DisposeAsync() => States.DisposeAsync();

    private static string Build(string connectionString, int connections, string name)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = connections, ApplicationName = name, MaxAutoPrepare = 20 };

        // An instance that is frozen in a transaction would hold its locks, and stop the whole fleet, for as long as it is frozen.
        builder.Options = $"{builder.Options} -c idle_in_transaction_session_timeout=5s".TrimStart();
        builder.Timeout = Math.Min(builder.Timeout, 5);
        builder.CommandTimeout = Math.Min(builder.CommandTimeout, 10);
        return builder.ConnectionString;
    }
}
