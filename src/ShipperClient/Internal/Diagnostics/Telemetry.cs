using System.Diagnostics;
using System.Diagnostics.Metrics;
using ShipperClient.Internal.Operations;

namespace ShipperClient.Internal.Diagnostics;

/// <summary>The library's one source of spans and its one meter, both named <c>ShipperClient</c>.</summary>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "ShipperClient";

    private readonly ActivitySource _activities;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _tasksRetried;

    public Telemetry(IMeterFactory meters)
    {
        var version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
        _activities = new ActivitySource(Name, version);
        var meter = meters.Create(Name, version);
        _duration = meter.CreateHistogram<double>("sls.client.operation.duration", "s", "Duration of a call with all its attempts.");
        _retries = meter.CreateCounter<long>("sls.client.retries", "{retry}", "Attempts made again after one that failed for a passing reason.");
        _tasksRetried = meter.CreateCounter<long>("sls.client.tasks.retried", "{task}", "Shipper tasks that the service took for another try.");
    }

    /// <summary>Whether anybody listens to the durations.</summary>
    public bool IsMeasured => _duration.Enabled;

    public CallTelemetry Start(string name, OperationTarget target, Uri address, TimeProvider clock)
    {
        var activity = _activities.StartActivity(name, ActivityKind.Client);
        activity?
            .SetTag("server.address", address.Host)
            .SetTag("sls.project", target.Project)
            .SetTag("sls.logstore", target.Logstore)
            .SetTag("sls.shipper", target.Shipper);
        return new CallTelemetry(this, activity, name, address, clock);
    }

    public void AttemptRetried(string errorType) => _retries.Add(1, new KeyValuePair<string, object?>("error.type", errorType));

    public void TasksRetried(int count) => _tasksRetried.Add(count);

    public void Dispose() => _activities.Dispose();

    internal void Record(TimeSpan elapsed, in TagList tags) => _duration.Record(elapsed.TotalSeconds, tags);

    /// <summary>What failed, as OpenTelemetry wants it: of low cardinality, the service's code where it sent one.</summary>
    public static string ErrorType(Exception exception) => (exception as LogServiceException)?.ErrorCode ?? exception.GetType().FullName!;
}
