using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace RetryWorker;

/// <summary>Unhealthy: a shipper is out of reach, or too far behind. Degraded: tasks fail again and again, or a pass did not get through. Otherwise healthy.</summary>
internal sealed class ShippersHealthCheck(ShipperStates states, IOptions<RetryWorkerOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var judged = states.All.OrderBy(static report => report.Shipper.ToString(), StringComparer.Ordinal).Select(Judge).ToList();
        var worst = judged.Select(static shipper => shipper.Status).Append(HealthStatus.Healthy).Min();
        var told = judged.Where(static shipper => shipper.Status != HealthStatus.Healthy).Select(static shipper => $"{shipper.Name} {shipper.Reason}").ToList();
        return Task.FromResult(new HealthCheckResult(
            worst,
            told.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"{judged.Count} shippers looked at, nothing against them") : string.Join("; ", told),
            data: judged.ToDictionary(static shipper => shipper.Name, static object (shipper) => shipper.Reason, StringComparer.Ordinal)));
    }

    private (string Name, HealthStatus Status, string Reason) Judge(PassReport report)
    {
        var lag = states.LagOf(report);
        var (status, reason) = report switch
        {
            { IsUnreachable: true } => (HealthStatus.Unhealthy, $"cannot be reached: {report.Error!.Message}"),
            _ when lag > options.Value.LagLimit => (HealthStatus.Unhealthy, Text($"is {lag.Value:c} behind, more than {options.Value.LagLimit:c}")),
            { GivenUp: > 0 } or { FailedAgain: > 0 } => (HealthStatus.Degraded, Text($"has {report.FailedAgain} tasks that failed again and {report.GivenUp} given up")),
            { Error: { } error } => (HealthStatus.Degraded, $"was not looked at to the end: {error.Message}"),
            _ when lag is null => (HealthStatus.Degraded, "has no task in sight that tells when data last came"),
            _ => (HealthStatus.Healthy, Text($"is {lag.Value:c} behind")),
        };
        return (report.Shipper.ToString(), status, reason);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
