using System.Diagnostics;
using System.Diagnostics.Metrics;
using RetryWorker.Reports;
using ShipperClient;

namespace RetryWorker.Diagnostics;

/// <summary>The worker's meter, named <c>RetryWorker</c>.</summary>
internal sealed class RetryWorkerMetrics
{
    public const string Name = "RetryWorker";

    private readonly Counter<long> _passes;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _givenUp;

    public RetryWorkerMetrics(IMeterFactory meters, LatestReports latest)
    {
        var meter = meters.Create(Name);
        _passes = meter.CreateCounter<long>("sls.retry_worker.passes", "{pass}", "Passes over a shipper; one that did not complete has an error.type.");
        _retried = meter.CreateCounter<long>("sls.retry_worker.tasks.retried", "{task}", "Failed tasks that the service accepted for another try.");
        _givenUp = meter.CreateCounter<long>("sls.retry_worker.tasks.given_up", "{task}", "Failed tasks whose tries are used up.");
        meter.CreateObservableGauge(
            "sls.retry_worker.lag",
            () => latest.All
                .Where(static report => report.LastDataReceivedAt is not null)
                .Select(report => new Measurement<double>(latest.LagOf(report)!.Value.TotalSeconds, TagsOf(report.Shipper))),
            "s",
            "Time since a shipper last received data.");
    }

    public void PassCompleted(PassReport report)
    {
        var tags = TagsOf(report.Shipper);
        if (report.Error is { } error)
        {
            tags.Add("error.type", (error as LogServiceException)?.ErrorCode ?? error.GetType().FullName);
        }

        _passes.Add(1, tags);
    }

    public void TasksRetried(ShipperReference shipper, int count) => _retried.Add(count, TagsOf(shipper));

    public void TasksGivenUp(ShipperReference shipper, int count) => _givenUp.Add(count, TagsOf(shipper));

    private static TagList TagsOf(ShipperReference shipper) => new() { { "sls.shipper", shipper.ToString() } };
}
