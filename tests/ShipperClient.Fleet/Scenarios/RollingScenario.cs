namespace ShipperClient.Fleet.Scenarios;

/// <summary>Three instances start at once on an empty database, and are restarted one by one.</summary>
internal static class RollingScenario
{
    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        var setup = new FleetSetup { FailedTasks = 5, Latency = TimeSpan.FromMilliseconds(100) };
        await using var run = await FleetRun.StartAsync(setup);
        List<Instance> instances = [run.StartInstance(), run.StartInstance(), run.StartInstance()];
        await run.EveryShipperPassedAsync(setup.Shippers, TimeSpan.FromMinutes(2));
        await Task.Delay(setup.Interval);
        var start = Journal.Now;
        List<int> exitCodes = [];
        foreach (var old in instances.ToList())
        {
            instances.Add(run.StartInstance());
            await Task.Delay(TimeSpan.FromSeconds(8));
            old.Signal("TERM");
            await old.ExitedAsync();
            exitCodes.Add(old.ExitCode);
            await Task.Delay(TimeSpan.FromSeconds(4));
        }

        await Task.Delay(setup.Interval);
        var verdict = new Verdict();
        verdict.Add("no instance ended with an error", exitCodes.TrueForAll(static code => code == 0) && instances.Count(static instance => !instance.HasExited) == 3);
        verdict.Add("longest gap of a shipper", run.Journal.LongestGap(start, Journal.Now).TotalSeconds, setup.Interval.TotalSeconds + 2, "s");
        verdict.Add("overlaps", run.Journal.Overlaps(TimeSpan.Zero), 0);
        verdict.Add("triggers", await run.ReadAsync<long>("SELECT abs(count(*) - 60) FROM qrtz_triggers WHERE trigger_group = 'shippers'"), 0);
        return verdict;
    }
}
