namespace ShipperClient.Testing.Internal;

/// <summary>The service's clock: the test's clock, and how far off it is set.</summary>
internal sealed class ServiceClock(TimeProvider timeProvider, TimeSpan offset)
{
    private long _offset = offset.Ticks;

    public TimeProvider TimeProvider => timeProvider;

    public TimeSpan Offset
    {
        get => new(Volatile.Read(ref _offset));
        set => Volatile.Write(ref _offset, value.Ticks);
    }

    /// <summary>The test's time, which durations are measured by: setting the service's clock elsewhere ends none.</summary>
    public DateTimeOffset TrueNow => timeProvider.GetUtcNow();

    /// <summary>The service's time, which it judges and dates everything by.</summary>
    public DateTimeOffset Now => TrueNow + Offset;
}
