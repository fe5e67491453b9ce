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
        var call = new CallState(request, clock.GetTimestamp());
        context.Properties.Set(CallState.Key, call);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, handler) =>
                    await handler.SendAttemptAsync(CallState.Of(context).Request, context.CancellationToken).ConfigureAwait(false),
                context,
                this).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException exception)
        {
            throw OutOfTime(exception, call.LastError);
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

    private static LogServiceUnavailableException OutOfTime(TimeoutRejectedException exception, Exception? earlier) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"The call was not answered within {exception.Timeout.TotalSeconds:0.###} s. Try again later.")
            + (earlier is null ? "" : $" An earlier attempt ended so: {earlier.Message}"),
            new TimeoutException("The call ran out of time.", earlier))
        {
            IsTransient = true,
        };

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
        };
    }
}
