using Npgsql;

namespace ShipperClient.Fleet.Scenarios;

/// <summary>A session, like one of a frozen instance, holds the scheduler's lock in an open transaction.</summary>
internal static class LockScenario
{
    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        var setup = new FleetSetup();
        await using var run = await FleetRun.StartAsync(setup);
        _ = run.StartInstance();
        _ = run.StartInstance();
        await run.EveryShipperPassedAsync(setup.Shippers, TimeSpan.FromMinutes(2));
        await Task.Delay(setup.Interval);

        // As an instance's sessions are opened.
        await using var database = NpgsqlDataSource.Create(run.Database + ";Options=-c idle_in_transaction_session_timeout=5s");
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("SELECT * FROM qrtz_locks FOR UPDATE", connection);
        await command.ExecuteNonQueryAsync();
        var locked = Journal.Now;
        await Task.Delay(TimeSpan.FromSeconds(30));

        var passes = run.Journal.Entries.Where(entry => entry.Time > locked).Select(static entry => entry.Time).ToList();
        var verdict = new Verdict();
        verdict.Add("the fleet goes on after", passes.Prepend(locked).Append(Journal.Now).Zip(passes.Append(Journal.Now), static (earlier, later) => (later - earlier).TotalSeconds).Max(), 10, "s");
        return verdict;
    }
}
