namespace ShipperClient.Fleet.Scenarios;

/// <summary>One project has more work than its rate allows; the others are not affected.</summary>
internal static class RateScenario
{
    public static async Task<Verdict> RunAsync(TimeSpan time)
    {
        const int Rate = 5;
        var setup = new FleetSetup { Shippers = 120, Projects = 2, RequestsPerSecond = Rate, Interval = TimeSpan.FromSeconds(30) };
        await using var run = await FleetRun.StartAsync(setup);

        // The first project has far more requests than its rate; the second, one every second.
        foreach (var shipper in Enumerable.Range(0, 120).Where(static i => i % 2 == 0))
        {
            var tasks = run.Service.AddShipper(new ShipperReference("project-0", $"logstore-{shipper % 10}", $"shipper-{shipper}"));
            tasks.AddTasks(100, ShipperTaskStatus.Fail, TimeProvider.System.GetUtcNow().AddMinutes(-5));
        }

        _ = run.StartInstance();
        _ = run.StartInstance();
        _ = run.StartInstance();
        var start = Journal.Now;
        await Task.Delay(time < TimeSpan.FromMinutes(2) ? TimeSpan.FromMinutes(2) : time);

        var verdict = new Verdict();
        verdict.Add("requests to a project in a second, over the fleet", MostInASecond(run.Journal, TimeSpan.Zero), Rate + 1);
        var others = run.Journal.Begins(start + TimeSpan.FromSeconds(60), Journal.Now).Where(static shipper => shipper.Key.Project == "project-1").ToList();
        verdict.Add("shippers of the other project without a pass in the last minute", 60 - others.Count, 0);
        return verdict;
    }

    /// <summary>The most requests that a project received within any second.</summary>
    public static int MostInASecond(Journal journal, TimeSpan from)
    {
        var most = 0;
        foreach (var project in journal.Entries.Where(entry => entry.Time >= from).GroupBy(static entry => entry.Shipper.Project, StringComparer.Ordinal))
        {
            var times = project.Select(static entry => entry.Time).Order().ToList();
            var first = 0;
            for (var i = 0; i < times.Count; i++)
            {
                while (times[i] - times[first] >= TimeSpan.FromSeconds(1))
                {
                    first++;
                }

                most = Math.Max(most, i - first + 1);
            }
        }

        return most;
    }
}
