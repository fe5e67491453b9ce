using Polly;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Outermost: runs a call through the client's strategies. Each attempt builds its request anew from the operation.</summary>
internal sealed class ResilienceHandler(LogServiceResilience resilience, LogServiceEndpoint endpoint, TimeProvider clock) : DelegatingHandler
{
    private static readonly string UserAgent = string.Create(
        CultureInfo.InvariantCulture, $"ShipperClient/{typeof(ResilienceHandler).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version})");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var envelope = request as CallContext.Envelope ?? throw CallErrors.ForeignRequest();
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        var call = envelope.Call;
        call.EnterPipeline(envelope, context);
        try
        {
            var outcome = await resilience.Strategies.ExecuteOutcomeAsync(static (context, handler) => handler.AttemptAsync(context), context, this).ConfigureAwait(false);
            if (CallErrors.FromStrategies(outcome.Exception, call) is { } error)
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
        call.BeginAttempt();
        try
        {
            return Outcome.FromResult(await base.SendAsync(CreateRequest(call), context.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            call.AttemptException = exception;
            return Outcome.FromException<HttpResponseMessage>(exception); // for the strategies to decide on
        }
    }

    private HttpRequestMessage CreateRequest(CallContext call)
    {
        var request = call.Operation.CreateRequest(endpoint, clock.GetUtcNow());
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", ResponseDecompression.Accepted);
        foreach (var (name, values) in call.Request!.Headers.NonValidated)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }

        request.Version = call.Request.Version;
        request.VersionPolicy = call.Request.VersionPolicy;
        call.AttachTo(request);
        return request;
    }
}
