using System.Diagnostics;
using System.Globalization;

namespace ShipperClient.Benchmarks;

/// <summary>What came of a storm, and whether it is as it has to be.</summary>
internal sealed class StormFigures
{
    private const double RequestsACallAllowed = 1.3;

    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(6);

    private readonly List<string> _missed = [];

    /// <param name="name">What the storm is called.</param>
    /// <param name="calls">Its calls.</param>
    /// <param name="reached">How many requests, or connections, came while the service was down.</param>
    /// <param name="opened">When the circuit had to open, as a timestamp.</param>
    /// <param name="returned">When the service returned, as a timestamp.</param>
    /// <param name="stalls">When the machine stood still; no time is counted then.</param>
    public StormFigures(string name, IReadOnlyList<StormCall> calls, int reached, long opened, long returned, MachineStalls stalls)
    {
        var whileDown = calls.Where(call => call.Begun < returned).ToList();
        var requestsACall = reached / (double)whileDown.Count;
        var failed = calls.Where(static call => call.Error is not null).ToList();

        // A call that was under way when the circuit opened may still have a reply of the service to come, and is told after that.
        var told = failed.Select(call => stalls.ElapsedWithout(Math.Max(Math.Max(call.Begun, call.LastAttempt), opened), call.Told)).Order().ToList();
        var toldAfterwards = failed.Where(call => call.Begun > opened).Select(call => stalls.ElapsedWithout(call.Begun, call.Told)).Order().ToList();
        var firstSuccess = calls.Where(static call => call.Error is null).Select(static call => call.Told).DefaultIfEmpty(long.MaxValue).Min();
        var back = stalls.ElapsedWithout(returned, firstSuccess);
        var stalled = Stopwatch.GetElapsedTime(calls[0].Begun, calls[^1].Told) - stalls.ElapsedWithout(calls[0].Begun, calls[^1].Told);

        Text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {name}: {calls.Count} calls, {whileDown.Count} of them while the service was down, and {failed.Count} failed
              reached it while it was down: {reached}, {requestsACall:0.00} a call (at most {RequestsACallAllowed:0.0})
              told after the circuit opened and their own attempt ended: within {told[^1].TotalMilliseconds:0} ms all of them, within {told[told.Count / 2].TotalMilliseconds:0.0} ms half (at most {ToldWithin.TotalMilliseconds:0} ms);
                of those that began afterwards: from their begin, within {toldAfterwards[^1].TotalMilliseconds:0} ms all, within {toldAfterwards[toldAfterwards.Count / 2].TotalMilliseconds:0.0} ms half
              first success after its return: {back.TotalSeconds:0.0} s (at most {BackWithin.TotalSeconds:0.0} s)
              the machine stood still for {stalled.TotalSeconds:0.0} s in all, which the times do not count
            """);

        Check(requestsACall <= RequestsACallAllowed, "too many requests reached the service while it was down");
        Check(told[^1] <= ToldWithin && toldAfterwards[^1] <= ToldWithin, "a caller waited too long to be told");
        Check(back <= BackWithin, "calls did not succeed again in time");
        Check(!failed.Exists(call => call.Begun > firstSuccess), "a call failed that began after the first success");
        Check(reached > 0 && opened > 0, "the service was not down, or the circuit did not open");
        if (failed.Find(static call => call.Error is not LogServiceUnavailableException) is { } other)
        {
            Check(false, $"a caller was told something else: {other.Error}");
        }

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                _missed.Add($"{name}: {problem}");
            }
        }
    }

    public string Text { get; }

    /// <summary>What is not as it has to be.</summary>
    public IReadOnlyList<string> Missed => _missed;
}
