namespace ShipperClient.Fleet.Scenarios;

/// <summary>Instances are killed in the middle of passes: others take their shippers over, and no two work on one.</summary>
internal static class KillScenario
{
    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        var setup = new FleetSetup { FailedTasks = 15, Latency = TimeSpan.FromMilliseconds(400), RetryOutcome = static _ => ShipperTaskStatus.Fail };
        await using var run = await FleetRun.StartAsync(setup);
        List<Instance> instances = [run.StartInstance(), run.StartInstance(), run.StartInstance()];
        await run.EveryShipperPassedAsync(setup.Shippers, TimeSpan.FromMinutes(2));
        var start = Journal.Now;
        List<double> takeovers = [];
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            var killed = instances[0];
            killed.Signal("KILL");
            await killed.ExitedAsync();
            var kill = Journal.Now;
            var inFlight = await InFlightAsync(run, killed.Number, kill);
            instances.RemoveAt(0);
            instances.Add(run.StartInstance());
            await Task.Delay(TimeSpan.FromSeconds(45));
            var begins = run.Journal.Begins(kill, TimeSpan.MaxValue);
            takeovers.AddRange(inFlight.Select(shipper => begins[shipper].Select(static pass => pass.Time).DefaultIfEmpty(TimeSpan.MaxValue).First() - kill).Select(static gap => gap.TotalSeconds));
        }
        while (Journal.Now - start < time);

        var verdict = new Verdict();
        verdict.Add($"{takeovers.Count} passes in flight at a kill, the last of them runs again after", takeovers.DefaultIfEmpty(double.NaN).Max(), 30, "s");
        verdict.Add("longest gap of a shipper", run.Journal.LongestGap(start, Journal.Now).TotalSeconds, setup.Interval.TotalSeconds + 30, "s");
        verdict.Add("overlaps", run.Journal.Overlaps(TimeSpan.Zero), 0);
        return verdict;
    }

    // Those that the dead instance still holds.
    private static async Task<List<ShipperReference>> InFlightAsync(FleetRun run, int number, TimeSpan kill)
    {
        var held = await run.ReadAsync<string[]>("SELECT coalesce(array_agg(shipper), '{}') FROM shipper_worker_state WHERE lease_until > now()");
        var last = run.Journal.Entries.Where(entry => entry.Time <= kill).GroupBy(static entry => entry.Shipper).ToDictionary(static entries => entries.Key, static entries => entries.Last().Instance);
        return [.. held.Select(ShipperReference.Parse).Where(shipper => last.TryGetValue(shipper, out var owner) && owner == number)];
    }
}
