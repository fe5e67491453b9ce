namespace ShipperClient.Fleet.Scenarios;

/// <summary>PostgreSQL is away for 20 s.</summary>
internal static class OutageScenario
{
    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        const int Rate = 20;
        var setup = new FleetSetup { FailedTasks = 25, RequestsPerSecond = Rate, Projects = 3, RetryOutcome = static _ => ShipperTaskStatus.Fail };
        await using var run = await FleetRun.StartAsync(setup);
        _ = run.StartInstance();
        _ = run.StartInstance();
        _ = run.StartInstance();
        await run.EveryShipperPassedAsync(setup.Shippers, TimeSpan.FromMinutes(2));
        await Task.Delay(setup.Interval);

        await run.Postgres.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(20));
        await run.Postgres.StartAgainAsync();
        var back = Journal.Now;
        await Task.Delay(TimeSpan.FromSeconds(30));

        var verdict = new Verdict();
        verdict.Add("the first pass after its return comes after", (run.Journal.Entries.Where(entry => entry.IsBegin && entry.Time > back).Select(static entry => entry.Time).DefaultIfEmpty(TimeSpan.MaxValue).First() - back).TotalSeconds, 3, "s");
        verdict.Add("requests to a project in a second", RateScenario.MostInASecond(run.Journal, TimeSpan.Zero), Rate + 2);
        await Ledger.AddAsync(run, verdict, atMostOneMore: 3 * 16 * 4 * 10);
        return verdict;
    }
}
