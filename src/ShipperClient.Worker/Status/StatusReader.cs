using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Quartz;
using ShipperClient.Worker.Gates;
using ShipperClient.Worker.Health;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.States;

namespace ShipperClient.Worker.Status;

/// <summary>Collects the status of the worker, or of the whole fleet.</summary>
internal sealed class StatusReader(
    IStatusSource status, IRetryStateStore states, IProjectGate gate, ISchedulerFactory schedulers, LogServiceClient client, IOptions<RetryWorkerOptions> options)
{
    /// <summary>More rows would not be read; the numbers count every shipper.</summary>
    private const int MostShippers = 200;

    public async Task<WorkerStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var now = client.Clock.GetUtcNow();
        var totals = await status.ReadTotalsAsync(cancellationToken).ConfigureAwait(false);
        var reports = await status.ReadWorstAsync(MostShippers, cancellationToken).ConfigureAwait(false);
        var held = await gate.GetHeldAsync(cancellationToken).ConfigureAwait(false);
        var scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
        var nodes = await scheduler.QueryClusterNodes(cancellationToken).ConfigureAwait(false);
        List<ShipperStatus> shippers = [.. reports.Select(report => Describe(report, now)).OrderBy(static shipper => shipper.Health)];
        return new WorkerStatus(
            now,
            shippers.Select(static shipper => shipper.Health).Append(totals.Shippers == 0 || states.Problem is not null || held.Count > 0 ? HealthStatus.Degraded : HealthStatus.Healthy).Min(),
            [.. nodes.Select(static node => new InstanceStatus(node.InstanceId, node.State.ToString(), node.LastCheckInUtc, node.IsCurrentNode))],
            totals.Shippers,
            totals.Waiting,
            totals.Unreachable,
            totals.Failed,
            totals.GivenUp,
            totals.OldestPass,
            [.. held.Select(static project => new ThrottledProject(project.Project, project.Until))],
            states.Problem,
            shippers);
    }

    private ShipperStatus Describe(PassReport report, DateTimeOffset now)
    {
        var (health, reason) = ShipperHealth.Assess(report, now, options.Value.LagLimit);
        return new ShipperStatus(report.Shipper.ToString(), health, reason, report.Failed - report.GivenUp, report.GivenUp, report.PassedAt, report.LastDataReceivedAt);
    }
}
