using System.Collections.Concurrent;
using ShipperClient;

namespace RetryWorker.Reports;

/// <summary>The last report of each shipper, for the health check and the lag gauge.</summary>
internal sealed class LatestReports(LogServiceClient client)
{
    private readonly ConcurrentDictionary<ShipperReference, PassReport> _reports = [];

    public IEnumerable<PassReport> All => _reports.Values;

    public void Set(PassReport report) => _reports[report.Shipper] = report;

    /// <summary>Returns the lag as of now, not as of the pass, so that a worker that hangs shows too.</summary>
    public TimeSpan? LagOf(PassReport report) => client.Clock.GetUtcNow() - report.LastDataReceivedAt;
}
