namespace ShipperClient.Internal.Time;

/// <summary>
/// A clock that never goes back: it follows the timestamps of another one. On a clock that is set back by an hour, an open circuit would stay
/// open for that hour.
/// </summary>
internal sealed class MonotonicTimeProvider(TimeProvider local) : TimeProvider
{
    private readonly DateTimeOffset _startTime = local.GetUtcNow();
    private readonly long _start = local.GetTimestamp();

    public override long TimestampFrequency => local.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _startTime + local.GetElapsedTime(_start);

    public override long GetTimestamp() => local.GetTimestamp();
}
