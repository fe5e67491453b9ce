using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using ShipperClient.Worker.Diagnostics;

namespace ShipperClient.Worker.Health;

/// <summary>Logs the health when it changes. One timer calls it, one call at a time.</summary>
internal sealed class HealthLog(ILogger<HealthLog> logger) : IHealthCheckPublisher
{
    private HealthStatus? _last;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        if (report.Status != _last)
        {
            _last = report.Status;
            var level = report.Status switch { HealthStatus.Healthy => LogLevel.Information, HealthStatus.Degraded => LogLevel.Warning, _ => LogLevel.Error };
            var description = string.Join("; ", report.Entries.Values.Select(static entry => entry.Description));
            Log.HealthChanged(logger, level, report.Status, description);
        }

        return Task.CompletedTask;
    }
}
