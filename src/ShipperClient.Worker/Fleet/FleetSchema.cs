using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ShipperClient.Worker.Fleet;

/// <summary>The worker's own tables: creates them, or checks that they are those of this version, before anything is written.</summary>
internal sealed class FleetSchema(FleetDatabase database, IOptions<FleetOptions> options)
{
    /// <summary>The version of the tables that this worker knows, which is the number of its last script.</summary>
    public const int Version = 1;

    private const int OldestServer = 13;

    // Any number, the same in every instance: one at a time creates the tables.
    private const long LockKey = 0x53_48_49_50_50_45_52;

    /// <exception cref="RetryWorkerStartException">The database cannot be used as it is.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await database.States.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                CheckServer(connection);
                await CheckConnectionsAsync(connection, cancellationToken).ConfigureAwait(false);
                await PrepareTablesAsync(connection, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new RetryWorkerStartException(
                $"Fleet:Database: {exception.MessageText}. Grant the role CREATE and USAGE on its schema, or let an owner start a worker once and set Fleet:CreateSchema to false.", exception);
        }
        catch (NpgsqlException exception)
        {
            throw new RetryWorkerStartException($"Fleet:Database cannot be used: {Describe(exception)}", exception);
        }
    }

    private static string Describe(NpgsqlException exception) =>
        exception is PostgresException refused ? $"{refused.MessageText} ({refused.SqlState})." : $"{exception.InnerException?.Message ?? exception.Message}. Check host, port and network.";

    private static void CheckServer(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw new RetryWorkerStartException($"Fleet:Database is PostgreSQL {connection.PostgreSqlVersion}, but the worker needs {OldestServer} or later.");
        }
    }

    private async Task CheckConnectionsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
                   (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())
            """;
        var command = new NpgsqlCommand(Sql, connection);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var (most, used) = (reader.GetInt32(0), reader.GetInt32(1));
        if (most - used < database.Connections)
        {
            throw new RetryWorkerStartException(string.Create(
                CultureInfo.InvariantCulture,
                $"Fleet:Database allows {most} connections and {used} are in use, but this instance may open {database.Connections}. Raise max_connections of the server, or lower Fleet:SchedulerConnections and Fleet:StateConnections."));
        }
    }

    private async Task PrepareTablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken).ConfigureAwait(false);
        var version = await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (version > Version)
        {
            throw new RetryWorkerStartException($"Fleet:Database has the tables of a newer worker (version {version}, this one knows {Version}). Deploy that version, or use another database.");
        }

        if (version < Version && !options.Value.CreateSchema)
        {
            throw new RetryWorkerStartException(version == 0
                ? "Fleet:Database has no tables of the worker, and Fleet:CreateSchema is false. Let a role that may create tables start a worker once."
                : $"Fleet:Database has the tables of an older worker (version {version}, this one needs {Version}), and Fleet:CreateSchema is false. Let a role that may create tables start this worker once.");
        }

        for (; version < Version; version++)
        {
            await ExecuteAsync(connection, Script(version + 1), cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(connection, "CREATE TABLE IF NOT EXISTS shipper_worker_schema (version integer PRIMARY KEY)", cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(connection, $"INSERT INTO shipper_worker_schema VALUES ({version + 1})", cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var exists = new NpgsqlCommand("SELECT to_regclass('shipper_worker_schema') IS NOT NULL", connection);
        await using var _ = exists.ConfigureAwait(false);
        if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            return 0;
        }

        var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM shipper_worker_schema", connection);
        await using var __ = command.ConfigureAwait(false);
        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Script(int version)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{version:000}.sql");
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
