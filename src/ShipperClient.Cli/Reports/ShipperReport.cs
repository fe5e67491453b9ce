namespace ShipperClient.Cli.Reports;

/// <summary>What is told of one shipper: how it fared, or why that cannot be told.</summary>
internal sealed record ShipperReport(ShipperReference Shipper, ShipperSummary? Summary, LogServiceException? Error)
{
    /// <summary>The tasks hour by hour; only where one shipper was asked for.</summary>
    public IReadOnlyList<HourCount>? Timeline { get; init; }

    public int Fail => Summary?.Statistics.Fail ?? 0;
}
