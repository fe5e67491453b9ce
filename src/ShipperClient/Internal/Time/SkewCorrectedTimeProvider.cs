namespace ShipperClient.Internal.Time;

/// <summary>
/// The service's clock as far as it is known: this machine's clock, corrected by the difference that the service's last refusal showed.
/// Signatures and windows use it; delays and time-outs use the clock that it corrects.
/// </summary>
internal sealed class SkewCorrectedTimeProvider(TimeProvider local) : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far the service's clock is ahead of this machine's.</summary>
    public TimeSpan Offset => new(Volatile.Read(ref _offsetTicks));

    public override long TimestampFrequency => local.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => local.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => ToCalendar(local.GetUtcNow().UtcTicks + Volatile.Read(ref _offsetTicks));

    /// <summary>The earlier of this machine's time and the service's: a caller may take "now" from either.</summary>
    public DateTimeOffset GetEarlierUtcNow()
    {
        var corrected = GetUtcNow();
        var uncorrected = ToCalendar(local.GetUtcNow().UtcTicks);
        return uncorrected < corrected ? uncorrected : corrected;
    }

    public override long GetTimestamp() => local.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        local.CreateTimer(callback, state, dueTime, period);

    /// <summary>Corrects the difference by the service's current time; it replaces an earlier correction.</summary>
    public void CorrectSkew(DateTimeOffset serverTime) =>
        Volatile.Write(ref _offsetTicks, serverTime.UtcTicks - local.GetUtcNow().UtcTicks);

    // The date of a response may be any, up to the end of the calendar.
    private static DateTimeOffset ToCalendar(long ticks) => new(Math.Clamp(ticks, DateTimeOffset.UnixEpoch.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}
