using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Time;

namespace ShipperClient.Internal.Resilience;

/// <summary>The strategies that every call of a client runs through; one instance a client, because its calls share the circuits.</summary>
internal sealed class LogServiceResilience : IDisposable
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MinTimeLeft = TimeSpan.FromMilliseconds(1);

    private readonly LogServiceClientOptions _options;
    private readonly SkewCorrectedTimeProvider _clock;
    private readonly Telemetry _telemetry;
    private readonly ILogger _logger;
    private readonly ProjectCircuits _circuits;
    private readonly Lazy<ResiliencePipeline<HttpResponseMessage>> _strategies;

    public LogServiceResilience(LogServiceClientOptions options, SkewCorrectedTimeProvider clock, Telemetry telemetry, ILogger logger)
    {
        _options = options;
        _clock = clock;
        _telemetry = telemetry;
        _logger = logger;
        _circuits = new ProjectCircuits(options.TimeProvider);
        AttemptTimeouts = new AttemptTimeouts(options.AttemptTimeout, options.TimeProvider);
        _strategies = new Lazy<ResiliencePipeline<HttpResponseMessage>>(Build);
    }

    /// <summary>Built when an attempt has failed for the first time: the first call of a process need not wait for it.</summary>
    public ResiliencePipeline<HttpResponseMessage> Strategies => _strategies.Value;

    public TimeSpan TotalTimeout => _options.TotalTimeout;

    /// <summary>The time of each first attempt; those of the strategies have their own.</summary>
    public AttemptTimeouts AttemptTimeouts { get; }

    /// <summary>
    /// Whether a first attempt can be made without the strategies: they would add nothing to it as long as the circuit is closed, and the attempt's
    /// time-out ends before the total one.
    /// </summary>
    public bool CanAttemptFirst(string project, out ProjectCircuits.Circuit circuit)
    {
        circuit = _circuits.Of(project);
        return circuit.IsClosed && _options.AttemptTimeout < _options.TotalTimeout;
    }

    public void Dispose() => AttemptTimeouts.Dispose();

    // From the outermost in.
    private ResiliencePipeline<HttpResponseMessage> Build()
    {
        var strategies = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _options.TimeProvider };
        strategies.AddTimeout(new TimeoutStrategyOptions { Name = "total-timeout", TimeoutGenerator = arguments => new(TimeLeft(CallContext.From(arguments.Context))) });
        if (_options.MaxRetryAttempts > 0)
        {
            strategies.AddRetry(RetryTransient());
        }

        strategies.Add(_circuits);
        strategies.Add(new AuthenticationRecovery(_options, _clock, _logger));
        strategies.AddTimeout(new TimeoutStrategyOptions { Name = "attempt-timeout", Timeout = _options.AttemptTimeout });
        return strategies.Build();
    }

    private RetryStrategyOptions<HttpResponseMessage> RetryTransient() => new()
    {
        Name = "retry",
        MaxRetryAttempts = _options.MaxRetryAttempts,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.RetryDelay,
        MaxDelay = MaxRetryDelay,
        ShouldHandle = arguments => new(
            !arguments.Context.CancellationToken.IsCancellationRequested
            && IsTransient(arguments.Outcome.Exception)
            && HasTimeFor(RetryAfter(arguments.Outcome.Exception), arguments.Context)),
        DelayGenerator = static arguments => new(RetryAfter(arguments.Outcome.Exception)),
        OnRetry = arguments =>
        {
            var exception = arguments.Outcome.Exception!;
            CallContext.From(arguments.Context).LastError = exception;
            _telemetry.AttemptRetried(Telemetry.MeasuredErrorType(exception));
            Log.AttemptRetried(_logger, arguments.AttemptNumber + 1, arguments.RetryDelay.TotalMilliseconds, exception.Message);
            return default;
        },
    };

    // Zero would be no time-out at all.
    private TimeSpan TimeLeft(CallContext call)
    {
        var left = _options.TotalTimeout - _clock.GetElapsedTime(call.StartTimestamp);
        return left > MinTimeLeft ? left : MinTimeLeft;
    }

    private static bool IsTransient(Exception? exception) => exception is LogServiceException { IsTransient: true };

    // A wait that the call has no time for would only replace the service's own answer by a time-out.
    private bool HasTimeFor(TimeSpan? wait, ResilienceContext context) =>
        wait is null || _clock.GetElapsedTime(CallContext.From(context).StartTimestamp) + wait < _options.TotalTimeout;

    private static TimeSpan? RetryAfter(Exception? exception) => (exception as LogServiceException)?.RetryAfter;
}
