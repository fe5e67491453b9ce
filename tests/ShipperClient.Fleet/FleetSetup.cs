namespace ShipperClient.Fleet;

/// <summary>The shippers of a run, and how the service and the worker treat them.</summary>
internal sealed record FleetSetup
{
    public int Shippers { get; init; } = 60;

    public int Projects { get; init; } = 6;

    public int FailedTasks { get; init; }

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Latency { get; init; }

    public int MaxConcurrency { get; init; } = 16;

    public int RequestsPerSecond { get; init; }

    public Func<ShipperTask, ShipperTaskStatus> RetryOutcome { get; init; } = static _ => ShipperTaskStatus.Success;
}
