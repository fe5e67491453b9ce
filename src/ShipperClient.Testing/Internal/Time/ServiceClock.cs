namespace ShipperClient.Testing.Internal.Time;

/// <summary>The service's clock: the time of the test's clock, corrected by an offset that the test sets.</summary>
internal sealed class ServiceClock(TimeProvider timeProvider, TimeSpan offset)
{
    private long _offset = offset.Ticks;

    public TimeProvider TimeProvider => timeProvider;

    public TimeSpan Offset
    {
        get => new(Volatile.Read(ref _offset));
        set => Volatile.Write(ref _offset, value.Ticks);
    }

    /// <summary>Gets the time of the test's clock. Durations are measured by it, so a change of the offset ends none of them.</summary>
    public DateTimeOffset UncorrectedNow => timeProvider.GetUtcNow();

    /// <summary>Gets the service's time, by which it checks and dates everything.</summary>
    public DateTimeOffset Now => UncorrectedNow + Offset;
}
