using System.Diagnostics;

namespace ShipperClient.Benchmarks;

/// <summary>
/// The client's clock: it runs away from the service's by 2 minutes a second, up to 40 minutes ahead, then behind, and so on. 15 minutes are what the
/// service accepts, so what the client learns of the service's clock holds for about 7 seconds. Waits and time-outs are as ever.
/// </summary>
internal sealed class DriftingClock : TimeProvider
{
    private const double MinutesASecond = 2;
    private const double FurthestMinutes = 40;

    private readonly long _start = Stopwatch.GetTimestamp();

    public TimeSpan Offset
    {
        get
        {
            // From 0 up to the furthest, down to as far behind, and back to 0 again.
            var way = (Stopwatch.GetElapsedTime(_start).TotalSeconds * MinutesASecond / FurthestMinutes) % 4;
            return TimeSpan.FromMinutes(FurthestMinutes * (way < 1 ? way : way < 3 ? 2 - way : way - 4));
        }
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
