using Polly;
using Polly.Timeout;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Outermost: runs a call through the client's strategies. Each attempt builds its request anew from the operation.</summary>
internal sealed class ResilienceHandler(LogServiceResilience resilience, LogServiceEndpoint endpoint, TimeProvider clock, bool hasApplicationHandlers) : DelegatingHandler
{
    private static readonly string UserAgent = string.Create(
        CultureInfo.InvariantCulture, $"ShipperClient/{typeof(ResilienceHandler).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version})");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var envelope = request as CallContext.Envelope ?? throw CallErrors.ForeignRequest();
        var call = envelope.Call;
        call.EnterPipeline(envelope, cancellationToken);

        // The strategies add nothing to an attempt that succeeds while the circuit is closed: only a failure is theirs.
        if (resilience.CanAttemptFirst(call.Operation.Project, out var circuit))
        {
            using var timeout = resilience.StartAttemptTimeout(cancellationToken);
            try
            {
                var response = await SendAttemptAsync(call, timeout.Token).ConfigureAwait(false);
                await circuit.ReportAsync(Outcome.FromResult(response)).ConfigureAwait(false);
                return response;
            }
            catch (Exception exception)
            {
                call.AttemptException = exception;
                call.FirstFailure = timeout.HasEnded(exception) ? new TimeoutRejectedException("The attempt timed out.", resilience.AttemptTimeout, exception) : exception;
            }
        }

        return await RunStrategiesAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> RunStrategiesAsync(CallContext call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        call.AttachTo(context);
        try
        {
            var outcome = await resilience.Strategies.ExecuteOutcomeAsync(static (context, handler) => handler.AttemptAsync(context), context, this).ConfigureAwait(false);
            if (CallErrors.FromStrategies(outcome.Exception, call, resilience.TotalTimeout) is { } error)
            {
                throw error;
            }

            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(ResilienceContext context)
    {
        var call = CallContext.From(context);
        if (call.FirstFailure is { } failure)
        {
            call.FirstFailure = null;
            return Outcome.FromException<HttpResponseMessage>(failure);
        }

        try
        {
            return Outcome.FromResult(await SendAttemptAsync(call, context.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            call.AttemptException = exception;
            return Outcome.FromException<HttpResponseMessage>(exception); // for the strategies to decide on
        }
    }

    private Task<HttpResponseMessage> SendAttemptAsync(CallContext call, CancellationToken cancellationToken)
    {
        call.BeginAttempt();
        return base.SendAsync(CreateRequest(call), cancellationToken);
    }

    private CallContext.Attempt CreateRequest(CallContext call)
    {
        var request = new CallContext.Attempt(call);
        call.Operation.Write(request, endpoint, clock.GetUtcNow());
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", ResponseDecompression.Accepted);
        foreach (var (name, values) in call.Request!.Headers.NonValidated)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }

        request.Version = call.Request.Version;
        request.VersionPolicy = call.Request.VersionPolicy;
        if (hasApplicationHandlers)
        {
            call.AttachTo(request);
        }

        return request;
    }
}
