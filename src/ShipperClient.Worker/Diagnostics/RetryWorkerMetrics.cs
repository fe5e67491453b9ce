using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.Diagnostics;

/// <summary>The worker's meter.</summary>
internal sealed class RetryWorkerMetrics
{
    public const string Name = "ShipperClient.Worker";

    private readonly Counter<long> _passes;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _givenUp;
    private readonly Counter<long> _fenced;

    public RetryWorkerMetrics(IMeterFactory meters, LatestReports latest, LogServiceClient client, IOptions<RetryWorkerOptions> options, IOptions<FleetOptions> fleet)
    {
        var meter = meters.Create(Name);
        _passes = meter.CreateCounter<long>("sls.retry_worker.passes", "{pass}", "Passes over a shipper; one that did not complete has an error.type.");
        _retried = meter.CreateCounter<long>("sls.retry_worker.tasks.retried", "{task}", "Failed tasks that the service accepted for another try.");
        _givenUp = meter.CreateCounter<long>("sls.retry_worker.tasks.given_up", "{task}", "Failed tasks whose tries are used up.");
        _fenced = meter.CreateCounter<long>("sls.retry_worker.passes.fenced", "{pass}", "Passes that another instance has taken over; they saved nothing.");

        // As of now, not as of the pass, so that a worker that hangs shows too.
        meter.CreateObservableGauge(
            "sls.retry_worker.lag",
            () => latest.Since(Oldest())
                .Where(static report => report.LastDataReceivedAt is not null)
                .Select(report => new Measurement<double>((client.Clock.GetUtcNow() - report.LastDataReceivedAt!.Value).TotalSeconds, TagsOf(report.Shipper))),
            "s",
            "Time since a shipper last received data.");

        // In a fleet another instance may have passed over a shipper since, and shows its lag.
        DateTimeOffset Oldest() => fleet.Value.IsEnabled ? client.Clock.GetUtcNow() - (2 * options.Value.Interval) : DateTimeOffset.MinValue;
    }

    public void PassEnded(PassReport report)
    {
        var tags = TagsOf(report.Shipper);
        if (report.ErrorType is not null)
        {
            tags.Add("error.type", report.ErrorType);
        }

        _passes.Add(1, tags);
    }

    public void TasksRetried(ShipperReference shipper, int count) => _retried.Add(count, TagsOf(shipper));

    public void TasksGivenUp(ShipperReference shipper, int count) => _givenUp.Add(count, TagsOf(shipper));

    public void PassFenced(ShipperReference shipper) => _fenced.Add(1, TagsOf(shipper));

    private static TagList TagsOf(ShipperReference shipper) => new() { { "sls.shipper", shipper.ToString() } };
}
