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
    /// <returns>The correction, for <see cref="DropCorrection"/>.</returns>
    public TimeSpan CorrectSkew(DateTimeOffset serverTime)
    {
        var offset = serverTime.UtcTicks - local.GetUtcNow().UtcTicks;
        Volatile.Write(ref _offsetTicks, offset);
        return new TimeSpan(offset);
    }

    /// <summary>Goes back to this machine's clock if a correction is still in force: a call that corrected the clock in the meantime knows better.</summary>
    public bool DropCorrection(TimeSpan correction) => Interlocked.CompareExchange(ref _offsetTicks, 0, correction.Ticks) == correction.Ticks;

    // The date of a response may be any, up to the end of the calendar.
    private static DateTimeOffset ToCalendar(long ticks) => new(Math.Clamp(ticks, DateTimeOffset.UnixEpoch.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}
