using System.Collections.Concurrent;
using System.Diagnostics;

namespace ShipperClient.Benchmarks;

/// <summary>
/// When the machine did not even run a thread that only wants to wake up: others kept it busy, and a caller was told late through no fault of the library.
/// On a thread of its own, because a library that blocks those of the pool is not to be excused.
/// </summary>
internal sealed class MachineStalls : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<(long Start, long End)> _stalls = new();
    private readonly Thread _thread;
    private volatile bool _isEnding;

    public MachineStalls()
    {
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The time between two timestamps without what the machine stood still in it.</summary>
    public TimeSpan ElapsedWithout(long from, long to) => Stopwatch.GetElapsedTime(from, to) - TimeSpan.FromTicks(
        _stalls.Sum(stall => Math.Max(0, Stopwatch.GetElapsedTime(Math.Max(stall.Start, from), Math.Min(stall.End, to)).Ticks)));

    public void Dispose()
    {
        _isEnding = true;
        _thread.Join();
    }

    private void Watch()
    {
        while (!_isEnding)
        {
            var due = Stopwatch.GetTimestamp() + (long)(Nap.TotalSeconds * Stopwatch.Frequency);
            Thread.Sleep(Nap);
            var now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(due, now) > Shortest)
            {
                _stalls.Enqueue((due, now));
            }
        }
    }
}
