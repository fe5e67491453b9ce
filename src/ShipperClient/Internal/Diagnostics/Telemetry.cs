using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ShipperClient.Internal.Operations;

namespace ShipperClient.Internal.Diagnostics;

/// <summary>The library's one source of spans and its one meter, both named <c>ShipperClient</c>.</summary>
internal sealed class Telemetry : IDisposable
{
    private const string Name = "ShipperClient";

    private static readonly FrozenSet<string> KnownCodes = new[]
    {
        LogServiceErrorCodes.ProjectNotExist, LogServiceErrorCodes.LogStoreNotExist, LogServiceErrorCodes.ShipperNotExist, LogServiceErrorCodes.ParameterInvalid,
        LogServiceErrorCodes.PostBodyInvalid, LogServiceErrorCodes.MissingParameter, LogServiceErrorCodes.InvalidContentType, LogServiceErrorCodes.RequestTimeExpired,
        LogServiceErrorCodes.RequestTimeTooSkewed, LogServiceErrorCodes.SignatureNotMatch, LogServiceErrorCodes.InvalidAccessKeyId, LogServiceErrorCodes.Unauthorized,
        LogServiceErrorCodes.SecurityTokenExpired, LogServiceErrorCodes.SecurityTokenDotExpired, LogServiceErrorCodes.ProjectForbidden,
        LogServiceErrorCodes.MetaOperationQpsLimitExceeded, LogServiceErrorCodes.ReadQuotaExceed, LogServiceErrorCodes.WriteQuotaExceed, LogServiceErrorCodes.ShardReadQuotaExceed,
        LogServiceErrorCodes.ShardWriteQuotaExceed, LogServiceErrorCodes.InternalServerError, LogServiceErrorCodes.RequestTimeout, LogServiceErrorCodes.ServerBusy,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly ActivitySource _activities = new(Name, Version);
    private readonly Meter? _ownMeter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _tasksRetried;

    /// <summary>Creates the telemetry of a client that has no container.</summary>
    public Telemetry()
        : this(new Meter(Name, Version)) => _ownMeter = Meter;

    /// <summary>Creates the telemetry of the clients of a container, whose factory owns the meter.</summary>
    public Telemetry(IMeterFactory meters)
        : this(meters.Create(Name, Version))
    {
    }

    private Telemetry(Meter meter)
    {
        _duration = meter.CreateHistogram<double>("sls.client.operation.duration", "s", "The duration of a call with all its attempts.");
        _retries = meter.CreateCounter<long>("sls.client.retries", "{retry}", "The attempts that follow one with a transient error.");
        _tasksRetried = meter.CreateCounter<long>("sls.client.tasks.retried", "{task}", "The shipper tasks that the service accepted for a retry.");
    }

    /// <summary>Whether anything listens to the durations.</summary>
    public bool IsMeasured => _duration.Enabled;

    private static string? Version => typeof(Telemetry).Assembly.GetName().Version?.ToString(3);

    private Meter Meter => _duration.Meter;

    public CallTelemetry Start(Operation operation, Uri address, TimeProvider clock)
    {
        var activity = _activities.StartActivity(operation.Name, ActivityKind.Client);
        activity?
            .SetTag("server.address", address.Host)
            .SetTag("sls.project", operation.Project)
            .SetTag("sls.logstore", operation.Logstore)
            .SetTag("sls.shipper", operation.Shipper);
        return new CallTelemetry(this, activity, operation, address, clock);
    }

    public void AttemptRetried(string errorType) => _retries.Add(1, new KeyValuePair<string, object?>("error.type", errorType));

    public void TasksRetried(int count) => _tasksRetried.Add(count);

    public void Dispose()
    {
        _activities.Dispose();
        _ownMeter?.Dispose();
    }

    internal void Record(TimeSpan elapsed, in TagList tags) => _duration.Record(elapsed.TotalSeconds, tags);

    /// <summary>What failed, for a span: the service's code if it sent one.</summary>
    public static string ErrorType(Exception exception) => (exception as LogServiceException)?.ErrorCode ?? exception.GetType().FullName!;

    /// <summary>What failed, for a measurement: each value is a time series, so a code that the library does not know is <c>_OTHER</c>.</summary>
    public static string MeasuredErrorType(Exception exception) =>
        (exception as LogServiceException)?.ErrorCode is not { } code ? exception.GetType().FullName!
        : KnownCodes.TryGetValue(code, out var known) ? known
        : "_OTHER";
}
