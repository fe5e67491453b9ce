using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.Health;

/// <summary>Unhealthy until every shipper has had its first pass, however that went; healthy from then on.</summary>
internal sealed class ReadyHealthCheck(IStatusSource status) : IHealthCheck
{
    public const string Name = "ready";

    private volatile bool _isReady;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!_isReady)
        {
            var totals = await status.ReadTotalsAsync(cancellationToken).ConfigureAwait(false);
            _isReady = totals is { Shippers: > 0, Waiting: 0 };
            if (!_isReady)
            {
                return HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"{totals.Shippers - totals.Waiting} of {totals.Shippers} shippers have had a pass"));
            }
        }

        return HealthCheckResult.Healthy();
    }
}
