using FsCheck;
using FsCheck.Fluent;

namespace ShipperClient.Tests.Hostile;

/// <summary>Points in time, from the calendar's first to its last and in every time zone.</summary>
internal static class Times
{
    private static readonly long[] Corners =
    [
        DateTimeOffset.MinValue.Ticks, 1, DateTimeOffset.UnixEpoch.Ticks - 1, DateTimeOffset.UnixEpoch.Ticks, DateTimeOffset.UnixEpoch.Ticks + 1,
        new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc).Ticks, DateTimeOffset.MaxValue.Ticks - TimeSpan.TicksPerSecond, DateTimeOffset.MaxValue.Ticks,
    ];

    public static Gen<DateTimeOffset> Any { get; } =
        from corner in Gen.Elements(Corners)
        from factor in Gen.Elements(0, 1, TimeSpan.TicksPerSecond, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay, 365 * TimeSpan.TicksPerDay)
        from times in Gen.Choose(-100, 100)
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        select At(corner + (factor * times), TimeSpan.FromMinutes(minutes));

    // Where the calendar has no room for the zone, the time stands in UTC.
    private static DateTimeOffset At(long utcTicks, TimeSpan offset)
    {
        var utc = new DateTimeOffset(Math.Clamp(utcTicks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
        var local = utc.Ticks + offset.Ticks;
        return local < DateTimeOffset.MinValue.Ticks || local > DateTimeOffset.MaxValue.Ticks ? utc : utc.ToOffset(offset);
    }
}
