namespace ShipperClient.Worker.Reports;

/// <summary>Reads how the shippers are: those of this process, or of the whole fleet.</summary>
internal interface IStatusSource
{
    Task<StatusTotals> ReadTotalsAsync(CancellationToken cancellationToken);

    /// <summary>Reads the reports of so many shippers, the worst first: unreachable ones, incomplete passes, tasks given up, the longest lag.</summary>
    Task<IReadOnlyList<PassReport>> ReadWorstAsync(int count, CancellationToken cancellationToken);
}
