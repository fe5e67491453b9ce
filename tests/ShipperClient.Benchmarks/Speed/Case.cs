namespace ShipperClient.Benchmarks;

/// <summary>One call, made by the library and by each client written by hand, and what is asked of the library's against theirs.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Library">The call by the library (L).</param>
/// <param name="Baselines">The call by hand.</param>
/// <param name="Calls">How many calls a round makes.</param>
internal sealed record Case(string Name, Func<Task> Library, Baseline[] Baselines, int Calls)
{
    private static readonly ShipperReference Shipper = new("my-project", "nginx-access", "to-oss");

    public static Case[] All(IBaseline plain, IBaseline lean, LogServiceClient library) =>
    [
        Get(library, 500, calls: 100, (plain, new Bars(0.72, 0.53, 1.55)), (lean, new Bars(0.60, 0.26, 1.90))),
        Get(library, 100, calls: 400, (plain, new Bars(1.00, 0.57, 1.05)), (lean, new Bars(0.95, 0.32, 1.15))),
        Get(library, 1, calls: 800, (plain, new Bars(1.25, 1.60, 0.75)), (lean, new Bars(1.25, 1.20, 0.75))),
        Put(library, calls: 800, (plain, new Bars(1.22, 2.00, 0.75)), (lean, new Bars(1.32, 1.50, 0.68))),
    ];

    private static Case Get(LogServiceClient library, int size, int calls, params (IBaseline Client, Bars Bars)[] baselines)
    {
        var to = library.Clock.GetUtcNow();
        var query = new ShipperStatusQuery(Shipper, to.AddHours(-6), to) { Size = size };
        return new Case(
            size == 1 ? "GET, 1 task" : $"GET, {size} tasks",
            async () => Check((await library.GetShipperStatusAsync(query)).Tasks.Count, size),
            [.. baselines.Select(baseline => new Baseline(NameOf(baseline.Client), async () => Check(await baseline.Client.GetShipperStatusAsync(query), size), baseline.Bars))],
            calls);
    }

    private static Case Put(LogServiceClient library, int calls, params (IBaseline Client, Bars Bars)[] baselines)
    {
        string[] ids = [.. Enumerable.Range(0, LogServiceClient.MaxTaskIdsPerRetry).Select(static number => $"{number * 2_654_435_761L:x16}{number:x16}")];
        return new Case(
            $"PUT, {ids.Length} ids",
            () => library.RetryShipperTasksAsync(Shipper, ids),
            [.. baselines.Select(baseline => new Baseline(NameOf(baseline.Client), () => baseline.Client.RetryShipperTasksAsync(Shipper, ids), baseline.Bars))],
            calls);
    }

    private static string NameOf(IBaseline client) => client is PlainClient ? "plain" : "lean";

    private static void Check(int tasks, int size)
    {
        if (tasks != size)
        {
            throw new InvalidOperationException($"{tasks} tasks were read instead of {size}.");
        }
    }
}
