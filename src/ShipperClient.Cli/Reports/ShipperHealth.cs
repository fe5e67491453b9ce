namespace ShipperClient.Cli.Reports;

/// <summary>The health of a shipper in a window.</summary>
internal sealed record ShipperHealth(ShipperTaskStatistics Statistics, IReadOnlyList<FailureGroup> Failures)
{
    public DateTimeOffset? LastDataReceivedAt { get; init; }

    public TimeSpan? Lag { get; init; }

    public DateTimeOffset? OldestFailureAt { get; init; }

    public DateTimeOffset? NewestSuccessAt { get; init; }

    /// <summary>The tasks hour by hour; only if one shipper is asked for.</summary>
    public IReadOnlyList<HourCount>? Timeline { get; init; }

    public static ShipperHealth From(ShipperSummary summary) => new(summary.Statistics, [.. summary.Failures.Select(FailureGroup.From)])
    {
        LastDataReceivedAt = summary.LastDataReceivedAt,
        Lag = summary.Lag,
        OldestFailureAt = summary.OldestFailure?.CreatedAt,
        NewestSuccessAt = summary.NewestSuccess?.CreatedAt,
    };
}
