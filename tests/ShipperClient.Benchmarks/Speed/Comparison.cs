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
            using var library = LogServiceClient.Create(new LogServiceClientOptions
            {
                Endpoint = address.ToString(),
                Credentials = new StaticCredentialsProvider("bench-id", "bench-secret-of-thirty-letters"),
            });
            var isMet = await new Comparison(rounds, slack).RunAsync(Case.All(plain, library));
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
        Print($"L against B, median of {rounds} rounds [lowest to highest]{(slack > 1 ? $"; at most {slack:0.##} times what is asked" : "")}");
        Print($"");
        Print($"| case | time | asked | allocated | asked | {Callers} callers, calls/s | asked | B | L |");
        Print($"|---|---|---|---|---|---|---|---|---|");
        foreach (var one in cases)
        {
            await WarmUpAsync(one.Plain);
            await WarmUpAsync(one.Library);
        }

        var isMet = true;
        foreach (var one in cases)
        {
            isMet &= await CompareAsync(one);
        }

        return isMet;
    }

    private async Task<bool> CompareAsync(Case one)
    {
        List<double> time = [];
        List<double> allocated = [];
        List<double> throughput = [];
        List<Sample> plain = [];
        List<Sample> library = [];
        for (var round = 0; round < rounds; round++)
        {
            var (b, l) = await InTurnAsync(round, () => OneByOneAsync(one.Plain, one.Calls), () => OneByOneAsync(one.Library, one.Calls));
            plain.Add(b);
            library.Add(l);
            time.Add(l.MicrosecondsPerCall / b.MicrosecondsPerCall);
            allocated.Add(l.BytesPerCall / b.BytesPerCall);
            (b, l) = await InTurnAsync(round, () => TogetherAsync(one.Plain, one.Calls), () => TogetherAsync(one.Library, one.Calls));
            throughput.Add(b.MicrosecondsPerCall / l.MicrosecondsPerCall);
        }

        Print($"| {one.Name} | {Told(time)} | ≤ {one.Time:0.00} | {Told(allocated)} | ≤ {one.Allocated:0.00} | {Told(throughput)} | ≥ {one.Throughput:0.00} | {Median(plain)} | {Median(library)} |");
        return Median(time) <= one.Time * slack && Median(allocated) <= one.Allocated * slack && Median(throughput) >= one.Throughput / slack;
    }

    // Whoever goes first has the colder caches: they take turns.
    private static async Task<(Sample Plain, Sample Library)> InTurnAsync(int round, Func<Task<Sample>> plain, Func<Task<Sample>> library)
    {
        if (round % 2 == 0)
        {
            var first = await plain();
            return (first, await library());
        }
        else
        {
            var first = await library();
            return (await plain(), first);
        }
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

    private static Sample Median(List<Sample> samples) =>
        new(Median([.. samples.Select(static sample => sample.MicrosecondsPerCall)]), Median([.. samples.Select(static sample => sample.BytesPerCall)]));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Sample(double MicrosecondsPerCall, double BytesPerCall)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MicrosecondsPerCall:0} µs, {BytesPerCall / 1024:0.0} KB");
    }
}
