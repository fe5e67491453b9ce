using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Time;

namespace ShipperClient.Internal.Resilience;

/// <summary>The strategies that every call of a client runs through, from the outermost in; one instance a client, because its circuit is shared.</summary>
internal sealed class LogServiceResilience(LogServiceClientOptions options, SkewCorrectedTimeProvider clock, Telemetry telemetry, ILogger logger)
{
    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);

    public ResiliencePipeline<HttpResponseMessage> Build()
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.TimeProvider };
        pipeline.AddTimeout(new TimeoutStrategyOptions { Name = "total-timeout", Timeout = options.TotalTimeout });
        if (options.MaxRetryAttempts > 0)
        {
            pipeline.AddRetry(RetryTransient());
        }

        pipeline.AddPipeline(Circuit());
        new AuthenticationRecovery(options, clock, logger).AddTo(pipeline);
        pipeline.AddTimeout(new TimeoutStrategyOptions { Name = "attempt-timeout", Timeout = options.AttemptTimeout });
        return pipeline.Build();
    }

    // On a clock that nobody puts back. The circuit alone: Polly keeps the time-outs' timers for the next call with the system's own clock only.
    private ResiliencePipeline<HttpResponseMessage> Circuit() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = new MonotonicTimeProvider(options.TimeProvider) }
            .AddCircuitBreaker(BreakWhenUnavailable())
            .Build();

    private RetryStrategyOptions<HttpResponseMessage> RetryTransient() => new()
    {
        Name = "retry",
        MaxRetryAttempts = options.MaxRetryAttempts,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.RetryDelay,
        MaxDelay = MaxRetryDelay,
        ShouldHandle = arguments => new(
            !arguments.Context.CancellationToken.IsCancellationRequested
            && IsTransient(arguments.Outcome.Exception)
            && HasTimeFor(RetryAfter(arguments.Outcome.Exception), arguments.Context)),
        DelayGenerator = static arguments => new(RetryAfter(arguments.Outcome.Exception)),
        OnRetry = arguments =>
        {
            var exception = arguments.Outcome.Exception!;
            CallState.Of(arguments.Context).LastError = exception;
            telemetry.AttemptRetried(Telemetry.ErrorType(exception));
            Log.AttemptRetried(logger, arguments.AttemptNumber + 1, arguments.RetryDelay.TotalMilliseconds, exception.Message);
            return default;
        },
    };

    // Throttling and the caller's own errors are answers: the service is up.
    private static CircuitBreakerStrategyOptions<HttpResponseMessage> BreakWhenUnavailable()
    {
        var state = new CircuitBreakerStateProvider();
        return new()
        {
            Name = "circuit-breaker",
            FailureRatio = 0.5,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = BreakDuration,
            StateProvider = state,

            // A probe that its caller gave up has shown nothing, so it must not close the circuit.
            ShouldHandle = arguments => new(
                arguments.Outcome.Exception is LogServiceUnavailableException
                || (arguments.Outcome.Exception is OperationCanceledException && state.CircuitState == CircuitState.HalfOpen)),
        };
    }

    private static bool IsTransient(Exception? exception) => exception is LogServiceException { IsTransient: true };

    // A wait that the call has no time for would only replace the service's own answer by "out of time".
    private bool HasTimeFor(TimeSpan? wait, ResilienceContext context) =>
        wait is null || clock.GetElapsedTime(CallState.Of(context).Start) + wait < options.TotalTimeout;

    private static TimeSpan? RetryAfter(Exception? exception) => (exception as LogServiceException)?.RetryAfter;
}
