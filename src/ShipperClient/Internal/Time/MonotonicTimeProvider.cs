namespace ShipperClient.Internal.Time;

/// <summary>
/// A clock that is never put elsewhere: it goes by the timestamps of the one it is built on. A circuit that opened before somebody put the
/// machine's clock back an hour would stay open for that hour.
/// </summary>
internal sealed class MonotonicTimeProvider(TimeProvider local) : TimeProvider
{
    private readonly DateTimeOffset _startTime = local.GetUtcNow();
    private readonly long _start = local.GetTimestamp();

    public override long TimestampFrequency => local.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _startTime + local.GetElapsedTime(_start);

    public override long GetTimestamp() => local.GetTimestamp();
}
