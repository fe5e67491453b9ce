using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RetryWorker.Reports;

namespace RetryWorker.Health;

/// <summary>Unhealthy: a shipper is unreachable, or its lag is above the limit. Degraded: retried tasks failed again, or a pass did not complete. Otherwise healthy.</summary>
internal sealed class ShippersHealthCheck(LatestReports latest, IOptions<RetryWorkerOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var assessed = latest.All.OrderBy(static report => report.Shipper.ToString(), StringComparer.Ordinal).Select(Assess).ToList();
        var worst = assessed.Select(static shipper => shipper.Status).Append(HealthStatus.Healthy).Min();
        var problems = assessed.Where(static shipper => shipper.Status != HealthStatus.Healthy).Select(static shipper => $"{shipper.Name} {shipper.Reason}").ToList();
        return Task.FromResult(new HealthCheckResult(
            worst,
            problems.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"{assessed.Count} shippers, all healthy") : string.Join("; ", problems),
            data: assessed.ToDictionary(static shipper => shipper.Name, static object (shipper) => shipper.Reason, StringComparer.Ordinal)));
    }

    private (string Name, HealthStatus Status, string Reason) Assess(PassReport report)
    {
        var lag = latest.LagOf(report);
        var (status, reason) = report switch
        {
            { IsUnreachable: true } => (HealthStatus.Unhealthy, $"cannot be reached: {report.Error!.Message}"),
            _ when lag > options.Value.LagLimit => (HealthStatus.Unhealthy, Text($"has a lag of {lag.Value:c}, more than {options.Value.LagLimit:c}")),
            { GivenUp: > 0 } or { FailedAgain: > 0 } => (HealthStatus.Degraded, Text($"has {report.FailedAgain} tasks that failed again and {report.GivenUp} given up")),
            { Error: { } error } => (HealthStatus.Degraded, $"has an incomplete pass: {error.Message}"),
            _ when lag is null => (HealthStatus.Degraded, "has no task in the window that shows when data last came"),
            _ => (HealthStatus.Healthy, Text($"has a lag of {lag.Value:c}")),
        };
        return (report.Shipper.ToString(), status, reason);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
