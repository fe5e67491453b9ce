namespace ShipperClient.Worker.Passes;

/// <summary>Notices that a clock was set, by the client or by an administrator, since this was created.</summary>
internal sealed class ClockWatch(TimeProvider clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly long _start = clock.GetTimestamp();

    public DateTimeOffset Start { get; } = clock.GetUtcNow();

    public bool WasSet => (clock.GetUtcNow() - Start - clock.GetElapsedTime(_start)).Duration() > Tolerance;
}
