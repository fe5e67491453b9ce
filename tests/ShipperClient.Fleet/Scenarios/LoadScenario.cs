using System.Globalization;

namespace ShipperClient.Fleet.Scenarios;

/// <summary>Thousands of quiet shippers, each passed over every minute by three instances.</summary>
internal static class LoadScenario
{
    public static async Task<Verdict> RunAsync(TimeSpan time, int shippers)
    {
        var setup = new FleetSetup { Shippers = shippers, Projects = 50, Interval = TimeSpan.FromMinutes(1), RequestsPerSecond = 50 };
        await using var run = await FleetRun.StartAsync(setup);
        Instance[] instances = [run.StartInstance(), run.StartInstance(), run.StartInstance()];
        await run.EveryShipperPassedAsync(shippers, TimeSpan.FromMinutes(4));
        await Task.Delay(TimeSpan.FromSeconds(15));

        var start = Journal.Now;
        var before = instances.Select(static instance => instance.ProcessorTime).ToArray();
        var databaseBefore = await DatabaseTimeAsync(run);
        await Task.Delay(time < TimeSpan.FromSeconds(75) ? TimeSpan.FromSeconds(75) : time);
        var elapsed = Journal.Now - start;
        var database = await DatabaseTimeAsync(run) - databaseBefore;

        var verdict = new Verdict();
        verdict.Add($"passes a second: {run.Journal.Begins(start, Journal.Now).Sum(static passes => passes.Count()) / elapsed.TotalSeconds:0.0}", isGood: true);
        verdict.Add("longest gap of a shipper", run.Journal.LongestGap(start, Journal.Now).TotalSeconds, setup.Interval.TotalSeconds + 5, "s");
        verdict.Add("database", 100 * database / elapsed, shippers <= 2_000 ? 35 : 100, "% of a core");
        for (var i = 0; i < instances.Length; i++)
        {
            verdict.Add($"instance {i}", 100 * (instances[i].ProcessorTime - before[i]) / elapsed, shippers <= 2_000 ? 20 : 100, "% of a core");
            verdict.Add($"instance {i}", instances[i].Memory / 1048576.0, shippers <= 2_000 ? 200 : 500, "MB");
        }

        return verdict;
    }

    // What every process of the cluster has used, those that have ended included: the server waits for its children.
    private static async Task<TimeSpan> DatabaseTimeAsync(FleetRun run)
    {
        var server = await run.ReadAsync<int>("SELECT pid FROM (SELECT pg_backend_pid() AS pid) AS own");
        var parent = ParentOf(server);
        var ticks = Directory.EnumerateDirectories("/proc").Select(static path => Path.GetFileName(path)).Where(static name => name.All(char.IsAsciiDigit))
            .Select(static name => int.Parse(name, CultureInfo.InvariantCulture)).Where(pid => pid == parent || ParentOf(pid) == parent).Sum(pid => Fields(pid) is { } fields
                ? fields[11] + fields[12] + (pid == parent ? fields[13] + fields[14] : 0) : 0);
        return TimeSpan.FromSeconds(ticks / 100.0);
    }

    private static int ParentOf(int pid) => Fields(pid) is { } fields ? (int)fields[1] : 0;

    // The fields of /proc/pid/stat after the name, which may contain blanks.
    private static long[]? Fields(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(static field => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
