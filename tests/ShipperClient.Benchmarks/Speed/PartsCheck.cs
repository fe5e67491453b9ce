using System.Diagnostics;
using System.Globalization;

namespace ShipperClient.Benchmarks;

/// <summary>What is asked of single parts: what the Authorization of a GET costs against one HMAC of it, in rounds of the two interleaved, and what parts leave behind.</summary>
internal static class PartsCheck
{
    private const int Rounds = 41;
    private const int Times = 5_000;
    private const double Asked = 1.3;

    public static bool Run(double slack)
    {
        using var parts = new Parts();
        var ratios = new List<double>();
        var hmacs = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var hmac = Nanoseconds(() => parts.Hmac());
            hmacs.Add(hmac);
            ratios.Add(Nanoseconds(() => parts.SignV1()) / hmac);
        }

        var text = parts.SignV1();
        var signing = Allocated(() => parts.SignV1());
        var header = Allocated(() => _ = new string(text.AsSpan()));
        var unobserved = Allocated(parts.Unobserved);

        ratios.RemoveRange(0, Rounds / 4); // the compiler's last tier
        var ratio = ratios.Order().ElementAt(ratios.Count / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            The Authorization of a GET (v1) against one HMAC of it, {hmacs.Min():0} ns: {ratio:0.00} times, asked ≤ {Asked:0.00}; {signing} bytes allocated, asked the header's own {header}
            A span and a duration when nobody listens: {unobserved} bytes allocated, asked 0
            """));
        return ratio <= Asked * slack && signing == header && unobserved == 0;
    }

    private static long Allocated(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Nanoseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Times; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Times;
    }
}
