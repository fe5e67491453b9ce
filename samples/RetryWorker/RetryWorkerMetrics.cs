using System.Diagnostics;
using System.Diagnostics.Metrics;
using ShipperClient;

namespace RetryWorker;

/// <summary>The worker's meter, named <c>RetryWorker</c>.</summary>
internal sealed class RetryWorkerMetrics
{
    public const string Name = "RetryWorker";

    private readonly Counter<long> _passes;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _givenUp;

    public RetryWorkerMetrics(IMeterFactory meters, ShipperStates states)
    {
        var meter = meters.Create(Name);
        _passes = meter.CreateCounter<long>("sls.retry_worker.passes", "{pass}", "Passes over a shipper; those that did not get through have an error.type.");
        _retried = meter.CreateCounter<long>("sls.retry_worker.tasks.retried", "{task}", "Failed tasks that the service took for another try.");
        _givenUp = meter.CreateCounter<long>("sls.retry_worker.tasks.given_up", "{task}", "Failed tasks that were tried in vain as often as they may be.");
        meter.CreateObservableGauge(
            "sls.retry_worker.lag",
            () => states.All
                .Where(static report => report.LastDataReceivedAt is not null)
                .Select(report => new Measurement<double>(states.LagOf(report)!.Value.TotalSeconds, TagsOf(report.Shipper))),
            "s",
            "Time since the newest data that a shipper's tasks tell of.");
    }

    public void Passed(PassReport report)
    {
        var tags = TagsOf(report.Shipper);
        if (report.Error is { } error)
        {
            tags.Add("error.type", (error as LogServiceException)?.ErrorCode ?? error.GetType().FullName);
        }

        _passes.Add(1, tags);
    }

    public void Retried(ShipperReference shipper, int count) => _retried.Add(count, TagsOf(shipper));

    public void GivenUp(ShipperReference shipper, int count) => _givenUp.Add(count, TagsOf(shipper));

    private static TagList TagsOf(ShipperReference shipper) => new() { { "sls.shipper", shipper.ToString() } };
}
