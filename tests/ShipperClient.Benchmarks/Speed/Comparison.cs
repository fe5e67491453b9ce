using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace ShipperClient.Benchmarks;

/// <summary>
/// L against B, end to end: rounds of the two interleaved, one ratio a round, the median of all rounds. Single figures of a noisy machine mean
/// little; ratios from the same half second do.
/// </summary>
internal sealed class Comparison(int rounds, double slack)
{
    private const int Callers = 16;

    public static async Task<int> RunAsync(int rounds, double slack)
    {
        var (server, address) = await BareServer.StartAsync();
        try
        {
            using var plain = new PlainClient(address);
            using var lean = new LeanClient(address);
            using var library = LogServiceClient.Create(new LogServiceClientOptions
            {
                Endpoint = address.ToString(),
                Credentials = new StaticCredentialsProvider("bench-id", "bench-secret-of-thirty-letters"),
            });
            var isMet = await new Comparison(rounds, slack).RunAsync(Case.All(plain, lean, library));
            return PartsCheck.Run(slack) && isMet ? 0 : 1;
        }
        finally
        {
            server.Kill();
            server.Dispose();
        }
    }

    private async Task<bool> RunAsync(Case[] cases)
    {
        Print($"L against B, median of {rounds} rounds [lowest to highest]{(slack > 1 ? $"; times and rates may miss what is asked by {slack:0.##}" : "")}");
        Print($"");
        Print($"| case | B | time | asked | allocated | asked | {Callers} callers, calls/s | asked | B | L |");
        Print($"|---|---|---|---|---|---|---|---|---|---|");
        foreach (var call in cases.SelectMany(CallsOf))
        {
            await WarmUpAsync(call);
        }

        var isMet = true;
        foreach (var one in cases)
        {
            // Somebody else's work may fall on one side: what is missed is looked at once more.
            isMet &= await CompareAsync(one) || (slack > 1 && await CompareAsync(one));
        }

        return isMet;
    }

    private async Task<bool> CompareAsync(Case one)
    {
        var calls = CallsOf(one);
        List<Sample[]> alone = [];
        List<Sample[]> together = [];
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(await InTurnAsync(round, calls, call => OneByOneAsync(call, one.Calls)));
            together.Add(await InTurnAsync(round, calls, call => TogetherAsync(call, one.Calls)));
        }

        var isMet = true;
        for (var i = 0; i < one.Baselines.Length; i++)
        {
            var (name, _, bars) = one.Baselines[i];
            var time = alone.ConvertAll(samples => samples[^1].MicrosecondsPerCall / samples[i].MicrosecondsPerCall);
            var allocated = alone.ConvertAll(samples => samples[^1].BytesPerCall / samples[i].BytesPerCall);
            var throughput = together.ConvertAll(samples => samples[i].MicrosecondsPerCall / samples[^1].MicrosecondsPerCall);
            Print($"| {one.Name} | {name} | {Told(time)} | ≤ {bars.Time:0.00} | {Told(allocated)} | ≤ {bars.Allocated:0.00} | {Told(throughput)} | ≥ {bars.Throughput:0.00} | {Median(alone, i)} | {Median(alone, calls.Length - 1)} |");
            isMet &= Median(time) <= bars.Time * slack && Median(allocated) <= bars.Allocated && Median(throughput) >= bars.Throughput / slack;
        }

        return isMet;
    }

    // The library's is the last.
    private static Func<Task>[] CallsOf(Case one) => [.. one.Baselines.Select(static baseline => baseline.Call), one.Library];

    // Whoever goes first has the colder caches: they take turns.
    private static async Task<Sample[]> InTurnAsync(int round, Func<Task>[] calls, Func<Func<Task>, Task<Sample>> measure)
    {
        var samples = new Sample[calls.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            var turn = (round + i) % calls.Length;
            samples[turn] = await measure(calls[turn]);
        }

        return samples;
    }

    private static async Task<Sample> OneByOneAsync(Func<Task> call, int calls)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            await call();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Sample(elapsed.TotalMicroseconds / calls, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)calls);
    }

    private static async Task<Sample> TogetherAsync(Func<Task> call, int calls)
    {
        GC.Collect();
        var left = calls * 2;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await call();
            }
        })));
        return new Sample(Stopwatch.GetElapsedTime(start).TotalMicroseconds / (calls * 2), 0);
    }

    // Until the compiler has had its last word on every method of it, or nearly: that is what an application runs for weeks.
    private static async Task WarmUpAsync(Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        long compiled;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            var round = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(round) < TimeSpan.FromSeconds(1))
            {
                await TogetherAsync(call, 100);
                await OneByOneAsync(call, 100);
            }
        }
        while (JitInfo.GetCompiledMethodCount() - compiled > 10 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    private static string Told(List<double> ratios) =>
        string.Create(CultureInfo.InvariantCulture, $"**{Median(ratios):0.00}** [{ratios.Min():0.00} to {ratios.Max():0.00}]");

    private static Sample Median(List<Sample[]> samples, int call) =>
        new(Median(samples.ConvertAll(of => of[call].MicrosecondsPerCall)), Median(samples.ConvertAll(of => of[call].BytesPerCall)));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Sample(double MicrosecondsPerCall, double BytesPerCall)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MicrosecondsPerCall:0} µs, {BytesPerCall / 1024:0.0} KB");
    }
}
