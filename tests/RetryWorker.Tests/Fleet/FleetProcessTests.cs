using System.Text.Json;
using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Testing;

namespace RetryWorker.Tests.Fleet;

/// <summary>Instances of the sample worker on one database.</summary>
public sealed class FleetProcessTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Two_instances_share_the_shippers_of_a_project_and_each_shows_both()
    {
        await using var service = await FakeLogService.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            service.AddShipper(new ShipperReference("my-project", "logs", $"to-oss-{i}")).AddTask();
        }

        var database = await postgres.CreateDatabaseAsync();
        await using var one = WorkerProcess.Start([], Settings(service, database));
        await using var two = WorkerProcess.Start([], Settings(service, database));
        await one.WaitForOutputAsync("Pass 1:");
        await two.WaitForOutputAsync("Pass 1:");

        using var http = new HttpClient { BaseAddress = await one.ReadAddressAsync() };
        using var status = JsonDocument.Parse(await http.GetStringAsync("/status"));
        Assert.Equal(20, status.RootElement.GetProperty("shippers").GetInt32());
        Assert.Equal(["Alive", "Alive"], status.RootElement.GetProperty("instances").EnumerateArray().Select(static instance => instance.GetProperty("state").GetString()), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Role_that_may_not_create_tables_works_on_those_of_the_owner()
    {
        await using var service = await FakeLogService.StartAsync();
        service.AddShipper(new ShipperReference("my-project", "logs", "to-oss")).AddTask();
        var database = await postgres.CreateDatabaseAsync();
        var role = "role_" + Guid.NewGuid().ToString("N");
        await PostgresServer.ExecuteAsync(database, $"CREATE ROLE {role} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        (string, string)[] settings = [.. Settings(service, database.Replace("Username=postgres", $"Username={role}", StringComparison.Ordinal)), ("Fleet__CreateSchema", "false")];

        var (exitCode, output, errors) = await WorkerProcess.RunAsync([], settings);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Fleet:Database has no tables of the worker", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);

        await using (var owner = WorkerProcess.Start([], Settings(service, database)))
        {
            await owner.WaitForOutputAsync("Pass 1:");
        }

        await PostgresServer.ExecuteAsync(database, $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}");
        await using var worker = WorkerProcess.Start([], settings);
        await worker.WaitForOutputAsync("Pass 1:");
    }

    [Fact]
    public async Task Database_that_cannot_be_reached_stops_the_start_with_one_line()
    {
        await using var service = await FakeLogService.StartAsync();

        var (exitCode, output, errors) = await WorkerProcess.RunAsync([], Settings(service, "Host=127.0.0.1;Port=1;Username=x;Password=top-secret"));

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Fleet:Database cannot be used: Connection refused", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("top-secret", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Settings(FakeLogService service, string database) =>
    [
        ("LogService__Endpoint", service.BaseAddress.ToString()),
        ("RetryWorker__Shippers__0", "my-project"),
        ("RetryWorker__Interval", "00:00:02"),
        ("Fleet__Database", database.Replace(";Pooling=false", "", StringComparison.Ordinal)),
        ("Fleet__StateConnections", "10"),
        ("Fleet__SchedulerConnections", "10"),
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", service.Credentials.AccessKeyId),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", service.Credentials.AccessKeySecret),
    ];
}
