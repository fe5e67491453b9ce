using System.Collections.Concurrent;
using ShipperClient;

namespace RetryWorker;

/// <summary>How each shipper stands after its last pass: what the health check and the lag's gauge look at.</summary>
internal sealed class ShipperStates(LogServiceClient client)
{
    private readonly ConcurrentDictionary<ShipperReference, PassReport> _reports = [];

    public IEnumerable<PassReport> All => _reports.Values;

    public void Set(PassReport report) => _reports[report.Shipper] = report;

    /// <summary>How far behind a shipper is now, not when it was looked at: so a worker that hangs shows too.</summary>
    public TimeSpan? LagOf(PassReport report) => client.Clock.GetUtcNow() - report.LastDataReceivedAt;
}
