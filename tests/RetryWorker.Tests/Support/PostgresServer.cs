using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RetryWorker.Tests.Support;

/// <summary>A PostgreSQL cluster of its own, from Debian's package, in a temporary folder and on a port that the system chooses.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string HowToInstall = "PostgreSQL is missing. Install it with: apt-get install postgresql";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shipper-worker-postgres-");
    private readonly string _programs;
    private readonly int _port;
    private readonly string _settings;

    private PostgresServer(string programs, string settings)
    {
        _programs = programs;
        _settings = settings;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Finds the programs of the newest version, or <see langword="null"/>.</summary>
    public static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(static path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
            .Select(static path => Path.Combine(path, "bin")).FirstOrDefault(static path => File.Exists(Path.Combine(path, "initdb")))
        : null;

    public static async Task<PostgresServer> StartAsync(string settings = "")
    {
        var server = new PostgresServer(FindPrograms() ?? throw new InvalidOperationException(HowToInstall), settings);
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", server._folder.FullName);
        }

        await server.RunServerProgramAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8");
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync() => await RunServerProgramAsync(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o", $"-c listen_addresses=127.0.0.1 -p {_port} -k {_folder.FullName} -c fsync=off {_settings}", "start");

    public async Task StopAsync() => await RunServerProgramAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    /// <summary>Creates an empty database, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "test_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync(ConnectionString("postgres"), $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ReadAsync<T>(string connectionString, string sql)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (InvalidOperationException)
        {
            // A test has stopped it.
        }

        _folder.Delete(recursive: true);
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database={database};Pooling=false";

    // PostgreSQL refuses to run as root.
    private Task RunServerProgramAsync(string program, params string[] arguments) => Environment.UserName == "root"
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(_programs, program), .. arguments])
        : RunAsync(Path.Combine(_programs, program), arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits the output, and would keep a pipe open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
