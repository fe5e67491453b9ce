namespace ShipperClient.Worker.Reports;

/// <summary>The status of a single process.</summary>
internal sealed class MemoryStatusSource(ShipperCatalogue catalogue, LatestReports latest) : IStatusSource
{
    public Task<StatusTotals> ReadTotalsAsync(CancellationToken cancellationToken)
    {
        var reports = catalogue.Shippers.Select(latest.Get).ToList();
        return Task.FromResult(new StatusTotals(
            reports.Count,
            reports.Count(static report => report.Outcome == PassOutcome.None),
            reports.Count(static report => report.Outcome == PassOutcome.Unreachable),
            reports.Count(static report => report.Outcome == PassOutcome.Incomplete),
            reports.Sum(static report => report.Failed - report.GivenUp),
            reports.Sum(static report => report.GivenUp),
            reports.Min(static report => report.PassedAt)));
    }

    public Task<IReadOnlyList<PassReport>> ReadWorstAsync(int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PassReport>>(
        [.. catalogue.Shippers.Select(latest.Get)
            .OrderByDescending(static report => report.Outcome)
            .ThenByDescending(static report => report.GivenUp)
            .ThenByDescending(static report => report.FailedAgain)
            .ThenBy(static report => report.LastDataReceivedAt ?? DateTimeOffset.MinValue)
            .ThenBy(static report => report.Shipper.ToString(), StringComparer.Ordinal)
            .Take(count)]);
}
