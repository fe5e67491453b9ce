namespace ShipperClient.Internal.Time;

/// <summary>
/// The service's clock as far as it is known: this machine's, moved by the difference that the service's last complaint showed.
/// Signatures and windows go by it; waits and time-outs go by the clock it is built on.
/// </summary>
internal sealed class SkewCorrectedTimeProvider(TimeProvider local) : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far the service's clock is ahead of this machine's.</summary>
    public TimeSpan Offset => new(Volatile.Read(ref _offsetTicks));

    public override long TimestampFrequency => local.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => local.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        // A complaint's date may be any, up to the end of the calendar.
        var ticks = Math.Clamp(local.GetUtcNow().UtcTicks + Volatile.Read(ref _offsetTicks), DateTimeOffset.UnixEpoch.Ticks, DateTimeOffset.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    public override long GetTimestamp() => local.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        local.CreateTimer(callback, state, dueTime, period);

    /// <summary>Learns the difference anew from what the service's clock showed just now; an earlier one is forgotten, not added to.</summary>
    public void CorrectSkew(DateTimeOffset serverTime) =>
        Volatile.Write(ref _offsetTicks, serverTime.UtcTicks - local.GetUtcNow().UtcTicks);
}
