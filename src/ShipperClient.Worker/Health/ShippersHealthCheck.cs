using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Gates;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.States;

namespace ShipperClient.Worker.Health;

/// <summary>The health of the shippers, and of what the worker needs to keep them healthy.</summary>
internal sealed class ShippersHealthCheck(
    IStatusSource status, IRetryStateStore states, IProjectGate gate, LogServiceClient client, IOptions<RetryWorkerOptions> options) : IHealthCheck
{
    public const string Name = "shippers";

    // More would not be read, and a fleet may have ten thousand.
    private const int MostNamed = 20;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var totals = await status.ReadTotalsAsync(cancellationToken).ConfigureAwait(false);
        var worst = await status.ReadWorstAsync(MostNamed, cancellationToken).ConfigureAwait(false);
        var now = client.Clock.GetUtcNow();
        var assessed = worst.Select(report => (Name: report.Shipper.ToString(), Health: ShipperHealth.Assess(report, now, options.Value.LagLimit))).ToList();
        List<(HealthStatus Status, string Text)> problems =
            [.. assessed.Where(static shipper => shipper.Health.Status != HealthStatus.Healthy).Select(static shipper => (shipper.Health.Status, $"{shipper.Name} {shipper.Health.Reason}"))];
        if (totals.Shippers == 0)
        {
            problems.Add((HealthStatus.Degraded, "no shipper has been found yet"));
        }

        if (states.Problem is { } problem)
        {
            problems.Add((HealthStatus.Degraded, $"tries are not saved and would be lost at a restart: {problem}"));
        }

        foreach (var held in await gate.GetHeldAsync(cancellationToken).ConfigureAwait(false))
        {
            problems.Add((HealthStatus.Degraded, $"{held.Project} is throttled for {DurationText.Format(held.Until - now)}"));
        }

        return new HealthCheckResult(
            problems.Select(static entry => entry.Status).Append(HealthStatus.Healthy).Min(),
            problems.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"{totals.Shippers} shippers, all healthy") : string.Join("; ", problems.Select(static entry => entry.Text)),
            data: assessed.ToDictionary(static shipper => shipper.Name, static object (shipper) => shipper.Health.Reason, StringComparer.Ordinal));
    }
}
