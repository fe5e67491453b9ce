using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.Schedule;

/// <summary>
/// Logs a line when every shipper has had its pass (in a fleet: what this instance did in an interval), and stops a worker that is to run only so many passes.
/// </summary>
internal sealed class PassRounds(
    ShipperCatalogue catalogue, IOptions<RetryWorkerOptions> options, IOptions<FleetOptions> fleet, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<PassRounds> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ShipperReference, PassReport> _reports = [];
    private long _start = time.GetTimestamp();
    private long _number;

    public void Add(PassReport report)
    {
        lock (_lock)
        {
            var retried = _reports.TryGetValue(report.Shipper, out var earlier) ? earlier.Retried : 0;
            _reports[report.Shipper] = report with { Retried = report.Retried + retried };
            var isOver = fleet.Value.IsEnabled ? time.GetElapsedTime(_start) >= options.Value.Interval : catalogue.Shippers.All(_reports.ContainsKey);
            if (isOver)
            {
                End([.. _reports.Values]);
                _reports.Clear();
                _start = time.GetTimestamp();
            }
        }
    }

    private void End(List<PassReport> reports)
    {
        var failed = reports.Count(static report => report.Error is not null);
        _number++;
        if (options.Value.Passes == 0 || _number <= options.Value.Passes)
        {
            Log.PassCompleted(logger, _number, reports.Count, reports.Sum(static report => report.Retried), reports.Sum(static report => report.GivenUp), failed);
        }

        if (_number == options.Value.Passes)
        {
            // Whoever runs the worker for so many passes sees in the exit code whether the last one reached any shipper.
            Environment.ExitCode = failed == reports.Count ? 1 : 0;
            lifetime.StopApplication();
        }
    }
}
