namespace ShipperClient.Cli.Reports;

/// <summary>What is reported of one shipper: its health, or why it cannot be read.</summary>
internal sealed record ShipperReport(ShipperReference Shipper, ShipperSummary? Summary, LogServiceException? Error)
{
    /// <summary>The tasks hour by hour; only if one shipper is asked for.</summary>
    public IReadOnlyList<HourCount>? Timeline { get; init; }

    public int Fail => Summary?.Statistics.Fail ?? 0;
}
