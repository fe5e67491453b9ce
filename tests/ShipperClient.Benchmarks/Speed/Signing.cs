using System.Diagnostics;
using System.Globalization;

namespace ShipperClient.Benchmarks;

/// <summary>What signing a GET costs against the HMAC in it, in rounds of the two interleaved; and that it leaves nothing behind but the header's text.</summary>
internal static class Signing
{
    private const int Rounds = 41;
    private const int Times = 5_000;
    private const double Asked = 1.3;

    public static bool Compare(double slack)
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
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        parts.SignV1();
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        var copy = GC.GetAllocatedBytesForCurrentThread();
        _ = new string(text.AsSpan());
        copy = GC.GetAllocatedBytesForCurrentThread() - copy;

        ratios.RemoveRange(0, Rounds / 4); // the compiler's last tier
        var ratio = ratios.Order().ElementAt(ratios.Count / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Signing a GET (v1) against its HMAC of {hmacs.Min():0} ns: {ratio:0.00} times, asked ≤ {Asked:0.00}; {bytes} bytes allocated, the header's text has {copy}."));
        return ratio <= Asked * slack && bytes == copy;
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
