namespace ShipperClient.Fleet.Scenarios;

/// <summary>Instances are killed again and again while every task fails again: the tries agree with what the service received.</summary>
internal static class TriesScenario
{
    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        var setup = new FleetSetup { FailedTasks = 25, Interval = TimeSpan.FromSeconds(5), Latency = TimeSpan.FromMilliseconds(100), RetryOutcome = static _ => ShipperTaskStatus.Fail };
        await using var run = await FleetRun.StartAsync(setup);
        List<Instance> instances = [run.StartInstance(), run.StartInstance(), run.StartInstance()];
        await run.EveryShipperPassedAsync(setup.Shippers, TimeSpan.FromMinutes(2));
        var start = Journal.Now;
        var kills = 0;
        for (; Journal.Now - start < time; kills++)
        {
            await Task.Delay(TimeSpan.FromSeconds(10));
            instances[0].Signal("KILL");
            instances.RemoveAt(0);
            instances.Add(run.StartInstance());
        }

        foreach (var instance in instances)
        {
            instance.Signal("TERM");
        }

        await Task.WhenAll(instances.Select(static instance => instance.ExitedAsync()));
        var verdict = new Verdict();

        // What was under way at a kill was counted and perhaps not sent: at most 16 passes with four batches of ten.
        await Ledger.AddAsync(run, verdict, atMostOneMore: kills * 16 * 4 * 10);
        verdict.Add("overlaps", run.Journal.Overlaps(TimeSpan.Zero), 0);
        return verdict;
    }
}
