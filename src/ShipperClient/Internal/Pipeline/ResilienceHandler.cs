using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

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
            return await pipeline.ExecuteAsync(
                static async (context, handler) =>
                {
                    var call = CallState.Of(context);
                    if (call.Attempts++ > 0)
                    {
                        call.Pristine.Restore(call.Request);
                    }

                    return await handler.SendAttemptAsync(call.Request, context.CancellationToken).ConfigureAwait(false);
                },
                context,
                this).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException exception)
        {
            throw OutOfTime.Call(exception.Timeout, call.LastError);
        }
        catch (BrokenCircuitException exception)
        {
            throw CircuitOpen(exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> SendAttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);

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
            NotSentFor = exception.RetryAfter ?? LogServiceResilience.BreakDuration,
        };
    }
}
