using System.Collections.Concurrent;

namespace ShipperClient.Worker.Reports;

/// <summary>The last report of each shipper that this process has passed over.</summary>
internal sealed class LatestReports
{
    private readonly ConcurrentDictionary<ShipperReference, PassReport> _reports = [];

    /// <summary>Returns the reports of passes that ended since then.</summary>
    public IEnumerable<PassReport> Since(DateTimeOffset oldest) => _reports.Values.Where(report => report.PassedAt >= oldest);

    public void Set(PassReport report) => _reports[report.Shipper] = report;

    public PassReport Get(ShipperReference shipper) => _reports.TryGetValue(shipper, out var report) ? report : new PassReport(shipper);

    /// <summary>Removes the reports of shippers that have left.</summary>
    public void Keep(IReadOnlySet<ShipperReference> shippers)
    {
        foreach (var shipper in _reports.Keys.Where(shipper => !shippers.Contains(shipper)))
        {
            _reports.TryRemove(shipper, out _);
        }
    }
}
