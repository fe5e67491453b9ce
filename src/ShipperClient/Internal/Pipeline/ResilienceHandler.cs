using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using ShipperClient.Internal.Resilience;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Outermost: runs a call through the client's resilience pipeline, and says in the library's own words when that gives up.</summary>
internal sealed class ResilienceHandler(ResiliencePipeline<HttpResponseMessage> pipeline, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        var call = new CallState(request, clock.GetTimestamp(), cancellationToken);
        context.Properties.Set(CallState.Key, call);
        try
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(static (context, handler) => handler.AttemptAsync(context), context, this).ConfigureAwait(false);
            switch (outcome.Exception)
            {
                case TimeoutRejectedException exception: throw CallErrors.Call(exception.Timeout, call.LastError);
                case BrokenCircuitException exception: throw CircuitOpen(exception);
                default: outcome.ThrowIfException(); return outcome.Result!;
            }
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(ResilienceContext context)
    {
        var call = CallState.Of(context);
        try
        {
            if (call.Attempts++ > 0)
            {
                call.Pristine.Restore(call.Request);
            }

            return Outcome.FromResult(await base.SendAsync(call.Request, context.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            return Outcome.FromException<HttpResponseMessage>(exception); // for the strategies to decide on
        }
    }

    private static LogServiceUnavailableException CircuitOpen(BrokenCircuitException exception)
    {
        var cause = exception.InnerException;
        return new LogServiceUnavailableException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Log Service was found unavailable by most recent attempts, so nothing is sent for up to {LogServiceResilience.BreakDuration.TotalSeconds:0} s. Try again later.")
            + (cause is null ? "" : $" The last attempt ended so: {cause.Message}"),
            cause)
        {
            IsTransient = true,
            StatusCode = (cause as LogServiceException)?.StatusCode,
            ErrorCode = (cause as LogServiceException)?.ErrorCode,
            IsCircuitOpen = true,
            RetryAfter = exception.RetryAfter ?? LogServiceResilience.BreakDuration,
        };
    }
}
