using RetryWorker.Tests.Support;
using ShipperClient.Worker;

namespace RetryWorker.Tests.Fleet;

/// <summary>What stops an instance at its start: an error that says what to do, and nothing written.</summary>
public sealed class FleetStartTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Ten_starts_at_once_on_an_empty_database_create_the_tables_once()
    {
        var database = await postgres.CreateDatabaseAsync();

        var nodes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => FleetNode.StartAsync(database, configure: static options => options.StateConnections = options.SchedulerConnections = 5)));

        Assert.Equal(1, await PostgresServer.ReadAsync<int>(database, "SELECT max(version) FROM shipper_worker_schema"));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Database=x", "Fleet:Database cannot be used: Connection refused")]
    [InlineData("Host=127.0.0.1;Port={port};Username=postgres;Database=nowhere", "Fleet:Database cannot be used: database \"nowhere\" does not exist (3D000).")]
    [InlineData("Host=127.0.0.1;Port={port};Username=nobody;Database=postgres", "Fleet:Database cannot be used: role \"nobody\" does not exist (28000).")]
    public async Task Database_that_cannot_be_reached_stops_the_start(string connectionString, string expected)
    {
        var port = new Npgsql.NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()).Port;

        var exception = await Assert.ThrowsAsync<RetryWorkerStartException>(() => FleetNode.StartAsync(connectionString.Replace("{port}", $"{port}", StringComparison.Ordinal)));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_without_rights_stops_the_start_and_nothing_is_written()
    {
        var database = await postgres.CreateDatabaseAsync();
        var role = "role_" + Guid.NewGuid().ToString("N");
        await PostgresServer.ExecuteAsync(database, $"CREATE ROLE {role} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");

        var exception = await Assert.ThrowsAsync<RetryWorkerStartException>(() => FleetNode.StartAsync(database.Replace("Username=postgres", $"Username={role}", StringComparison.Ordinal)));

        Assert.Contains("permission denied", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Fleet:CreateSchema", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await Tables(database));
    }

    [Fact]
    public async Task Database_without_tables_stops_the_start_of_a_worker_that_may_not_create_them()
    {
        var database = await postgres.CreateDatabaseAsync();

        var exception = await Assert.ThrowsAsync<RetryWorkerStartException>(() => FleetNode.StartAsync(database, configure: static options => options.CreateSchema = false));

        Assert.StartsWith("Fleet:Database has no tables of the worker", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await Tables(database));
    }

    [Theory]
    [InlineData(2, true, "Fleet:Database has the tables of a newer worker (version 2, this one knows 1).")]
    [InlineData(2, false, "Fleet:Database has the tables of a newer worker (version 2, this one knows 1).")]
    public async Task Tables_of_another_version_stop_the_start(int version, bool createSchema, string expected)
    {
        var database = await postgres.CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(database, $"CREATE TABLE shipper_worker_schema (version integer PRIMARY KEY); INSERT INTO shipper_worker_schema VALUES ({version})");

        var exception = await Assert.ThrowsAsync<RetryWorkerStartException>(() => FleetNode.StartAsync(database, configure: options => options.CreateSchema = createSchema));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await Tables(database));
    }

    [Fact]
    public async Task Server_with_too_few_connections_stops_the_start()
    {
        var database = await postgres.CreateDatabaseAsync();

        var exception = await Assert.ThrowsAsync<RetryWorkerStartException>(
            () => FleetNode.StartAsync(database, configure: static options => options.StateConnections = options.SchedulerConnections = 200));

        Assert.StartsWith("Fleet:Database allows 297 connections and ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await Tables(database));
    }

    private static Task<long> Tables(string database) => PostgresServer.ReadAsync<long>(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
}
