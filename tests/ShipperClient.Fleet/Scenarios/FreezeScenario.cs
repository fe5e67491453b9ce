namespace ShipperClient.Fleet.Scenarios;

/// <summary>An instance is frozen for 45 s and goes on: the fleet does not wait for it, and it saves nothing of what others have taken over.</summary>
internal static class FreezeScenario
{
    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        var setup = new FleetSetup { FailedTasks = 15, Latency = TimeSpan.FromMilliseconds(400), RetryOutcome = static _ => ShipperTaskStatus.Fail };
        await using var run = await FleetRun.StartAsync(setup);
        Instance[] instances = [run.StartInstance(), run.StartInstance(), run.StartInstance()];
        await run.EveryShipperPassedAsync(setup.Shippers, TimeSpan.FromMinutes(2));
        await Task.Delay(setup.Interval);

        instances[0].Signal("STOP");
        var frozen = Journal.Now;
        await Task.Delay(TimeSpan.FromSeconds(45));
        instances[0].Signal("CONT");
        var thawed = Journal.Now;
        await Task.Delay(TimeSpan.FromSeconds(30));

        var fleet = run.Journal.Entries.Where(entry => entry.Instance != 0 && entry.Time > frozen && entry.Time < thawed).Select(static entry => entry.Time).ToList();
        var stale = run.Journal.Entries.Count(entry => entry.Instance == 0 && entry.Time > thawed && entry.Time < thawed + TimeSpan.FromSeconds(1) && entry.TaskIds.Count > 0);
        var verdict = new Verdict();
        verdict.Add("the fleet goes on after", fleet.Prepend(frozen).Append(thawed).Zip(fleet.Append(thawed), static (earlier, later) => (later - earlier).TotalSeconds).Max(), 10, "s");
        verdict.Add("longest gap of a shipper", run.Journal.LongestGap(frozen, Journal.Now).TotalSeconds, setup.Interval.TotalSeconds + 30, "s");
        verdict.Add("retries that the thawed instance sent without asking the database", stale, 0);
        verdict.Add("the thawed instance works again", run.Journal.Entries.Any(entry => entry.Instance == 0 && entry.IsBegin && entry.Time > thawed));
        await Ledger.AddAsync(run, verdict, atMostOneMore: 16 * 10);
        return verdict;
    }
}
