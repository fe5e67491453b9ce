namespace ShipperClient.Fleet.Scenarios;

/// <summary>The clocks of two instances are 30 s fast and slow (Debian's package faketime).</summary>
internal static class ClockScenario
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        if (!File.Exists(Library))
        {
            throw new InvalidOperationException("faketime is missing. Install it with: apt-get install faketime");
        }

        var setup = new FleetSetup { FailedTasks = 5, Latency = TimeSpan.FromMilliseconds(50) };
        await using var run = await FleetRun.StartAsync(setup);
        _ = run.StartInstance();
        _ = run.StartInstance(Off("+30s"));
        _ = run.StartInstance(Off("-30s"));
        await run.EveryShipperPassedAsync(setup.Shippers, TimeSpan.FromMinutes(2));
        await Task.Delay(setup.Interval);
        var start = Journal.Now;
        await Task.Delay(time);

        var verdict = new Verdict();
        var passes = run.Journal.Begins(start, Journal.Now).SelectMany(static shipper => shipper).CountBy(static pass => pass.Instance).ToDictionary();
        for (var i = 0; i < 3; i++)
        {
            verdict.Add($"instance {i} has {passes.GetValueOrDefault(i)} passes", passes.GetValueOrDefault(i) > passes.Values.Sum() / 10);
        }

        verdict.Add("longest gap of a shipper", run.Journal.LongestGap(start, Journal.Now).TotalSeconds, setup.Interval.TotalSeconds + 2, "s");
        verdict.Add("overlaps", run.Journal.Overlaps(TimeSpan.Zero), 0);
        return verdict;
    }

    private static (string Name, string Value)[] Off(string offset) => [("LD_PRELOAD", Library), ("FAKETIME", offset), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("DONT_FAKE_MONOTONIC", "1")];
}
