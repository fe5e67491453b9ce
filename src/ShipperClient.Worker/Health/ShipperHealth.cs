using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.Health;

/// <summary>
/// Unhealthy: the shipper is unreachable, or its lag is above the limit. Degraded: it has had no pass yet, retried tasks failed again or are given up, or the
/// last pass did not complete. Otherwise healthy.
/// </summary>
internal static class ShipperHealth
{
    public static (HealthStatus Status, string Reason) Assess(PassReport report, DateTimeOffset now, TimeSpan lagLimit)
    {
        var lag = now - report.LastDataReceivedAt;
        return report switch
        {
            { Outcome: PassOutcome.None } => (HealthStatus.Degraded, "has had no pass yet"),
            { Outcome: PassOutcome.Unreachable } => (HealthStatus.Unhealthy, $"is unreachable: {report.Error}"),
            _ when lag > lagLimit => (HealthStatus.Unhealthy, $"has a lag of {DurationText.Format(lag.Value)}, more than {DurationText.Format(lagLimit)}"),
            { GivenUp: > 0 } or { FailedAgain: > 0 } =>
                (HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"has {report.FailedAgain} tasks that failed again and {report.GivenUp} given up")),
            { Outcome: PassOutcome.Incomplete } => (HealthStatus.Degraded, $"has an incomplete pass: {report.Error}"),
            _ when lag is null => (HealthStatus.Degraded, "has no task in the window that shows when data last came"),
            _ => (HealthStatus.Healthy, $"has a lag of {DurationText.Format(lag.Value)}"),
        };
    }
}
