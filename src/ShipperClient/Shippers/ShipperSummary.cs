namespace ShipperClient;

/// <summary>The state of a shipper in a window: statistics, failures by reason, and the newest data.</summary>
/// <param name="Shipper">The shipper.</param>
/// <param name="Statistics">The number of tasks of the window by status.</param>
/// <param name="Failures">The failed tasks by reason, the most frequent first; empty if none failed.</param>
public sealed record ShipperSummary(ShipperReference Shipper, ShipperTaskStatistics Statistics, IReadOnlyList<ShipperFailureGroup> Failures)
{
    /// <summary>Gets the failed task that was created first.</summary>
    /// <value><see langword="null"/> if none failed.</value>
    public ShipperTask? OldestFailure { get; init; }

    /// <summary>Gets the successful task that was created last.</summary>
    /// <value><see langword="null"/> if none succeeded.</value>
    public ShipperTask? NewestSuccess { get; init; }

    /// <summary>Gets the time at which the newest log of any finished task was received, in UTC.</summary>
    /// <value><see langword="null"/> if no task reports it.</value>
    public DateTimeOffset? LastDataReceivedAt { get; init; }

    /// <summary>Gets the time since then, by <see cref="LogServiceClient.Clock"/>.</summary>
    /// <value><see langword="null"/> if no task reports it.</value>
    public TimeSpan? Lag { get; init; }
}
