using Npgsql;

namespace ShipperClient.Worker.Fleet;

/// <summary>
/// The database's clock, for the scheduler: an instance whose own clock is off would declare its peers dead. Between two measurements it goes by the monotonic
/// timestamps of this machine, so setting the machine's clock has no effect.
/// </summary>
internal sealed class DatabaseClock(TimeProvider local) : TimeProvider
{
    private static readonly TimeSpan LongestRoundTrip = TimeSpan.FromSeconds(1);

    private volatile Measurement? _measured;

    public override long TimestampFrequency => local.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => local.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _measured is { } measured ? measured.Time + local.GetElapsedTime(measured.Timestamp) : local.GetUtcNow();

    public override long GetTimestamp() => local.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => local.CreateTimer(callback, state, dueTime, period);

    /// <summary>Reads the database's clock. A slow answer is used only if there is none yet.</summary>
    public async Task MeasureAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var command = database.CreateCommand("SELECT clock_timestamp()");
        await using (command.ConfigureAwait(false))
        {
            var start = local.GetTimestamp();
            var time = (DateTime)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            var roundTrip = local.GetElapsedTime(start);
            if (_measured is null || roundTrip < LongestRoundTrip)
            {
                _measured = new Measurement(new DateTimeOffset(time, TimeSpan.Zero) - (roundTrip / 2), start);
            }
        }
    }

    // The database answered half a round trip after the start.
    private sealed record Measurement(DateTimeOffset Time, long Timestamp);
}
