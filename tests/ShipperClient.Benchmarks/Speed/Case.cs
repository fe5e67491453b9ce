namespace ShipperClient.Benchmarks;

/// <summary>One call, made both ways, and what is asked of the library's against the plain one's.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Plain">The call by hand (B).</param>
/// <param name="Library">The same call by the library (L).</param>
/// <param name="Calls">How many calls a round makes.</param>
/// <param name="Time">Mean time a call, L against B: at most.</param>
/// <param name="Allocated">Bytes allocated a call, L against B: at most.</param>
/// <param name="Throughput">Calls per second of 16 callers, L against B: at least.</param>
internal sealed record Case(string Name, Func<Task> Plain, Func<Task> Library, int Calls, double Time, double Allocated, double Throughput)
{
    public static Case[] All(PlainClient plain, LogServiceClient library) =>
    [
        Get(plain, library, 500, calls: 100, time: 0.72, allocated: 0.53, throughput: 1.55),
        Get(plain, library, 100, calls: 400, time: 1.00, allocated: 0.57, throughput: 1.05),
        Get(plain, library, 1, calls: 800, time: 1.25, allocated: 1.60, throughput: 0.75),
        Put(plain, library, calls: 800, time: 1.22, allocated: 2.00, throughput: 0.75),
    ];

    private static ShipperReference Shipper { get; } = new("my-project", "nginx-access", "to-oss");

    private static Case Get(PlainClient plain, LogServiceClient library, int size, int calls, double time, double allocated, double throughput)
    {
        var to = library.Clock.GetUtcNow();
        var query = new ShipperStatusQuery(Shipper, to.AddHours(-6), to) { Size = size };
        return new Case(
            size == 1 ? "GET, 1 task" : $"GET, {size} tasks",
            async () => Check((await plain.GetShipperStatusAsync(
                Shipper.Logstore, Shipper.Name, query.From.ToUnixTimeSeconds(), query.To.ToUnixTimeSeconds(), 0, size, CancellationToken.None)).Tasks.Count, size),
            async () => Check((await library.GetShipperStatusAsync(query)).Tasks.Count, size),
            calls, time, allocated, throughput);
    }

    private static Case Put(PlainClient plain, LogServiceClient library, int calls, double time, double allocated, double throughput)
    {
        string[] ids = [.. Enumerable.Range(0, LogServiceClient.MaxTaskIdsPerRetry).Select(static number => $"{number * 2_654_435_761L:x16}{number:x16}")];
        return new Case(
            $"PUT, {ids.Length} ids",
            () => plain.RetryShipperTasksAsync(Shipper.Logstore, Shipper.Name, ids, CancellationToken.None),
            () => library.RetryShipperTasksAsync(Shipper, ids),
            calls, time, allocated, throughput);
    }

    private static void Check(int tasks, int size)
    {
        if (tasks != size)
        {
            throw new InvalidOperationException($"{tasks} tasks were read instead of {size}.");
        }
    }
}
