using RetryWorker.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace RetryWorker.Tests.Support;

/// <summary>One cluster for all tests that need a database, started by the first of them.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(static () => PostgresServer.StartAsync("-c max_connections=300"));

    /// <summary>Creates an empty database. Outside CI the test is skipped if PostgreSQL is missing.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        Assert.SkipWhen(PostgresServer.FindPrograms() is null && Environment.GetEnvironmentVariable("CI") != "true", PostgresServer.HowToInstall);
        return await (await _server.Value).CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
