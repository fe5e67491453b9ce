namespace ShipperClient;

/// <summary>How a shipper fared in a window.</summary>
/// <param name="Shipper">The shipper.</param>
/// <param name="Statistics">The tasks of the window by status.</param>
/// <param name="Failures">The failed tasks by reason, the most frequent first; empty where none failed.</param>
public sealed record ShipperSummary(ShipperReference Shipper, ShipperTaskStatistics Statistics, IReadOnlyList<ShipperFailureGroup> Failures)
{
    /// <summary>The failed task that was created first; <see langword="null"/> where none failed.</summary>
    public ShipperTask? OldestFailure { get; init; }

    /// <summary>The successful task that was created last; <see langword="null"/> where none succeeded.</summary>
    public ShipperTask? NewestSuccess { get; init; }

    /// <summary>When the newest log of any ended task was received, in UTC; <see langword="null"/> where no task tells.</summary>
    public DateTimeOffset? LastDataReceivedAt { get; init; }

    /// <summary>How long ago that was, by <see cref="LogServiceClient.Clock"/>; <see langword="null"/> where no task tells.</summary>
    public TimeSpan? Lag { get; init; }
}
