using System.Runtime.CompilerServices;
using Polly;
using Polly.Timeout;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Outermost: runs a call through the client's strategies. Each attempt builds its request anew from the operation.</summary>
internal sealed class ResilienceHandler(LogServiceResilience resilience, LogServiceEndpoint endpoint, TimeProvider clock, ResponseReceiver receiver, bool hasApplicationHandlers) : DelegatingHandler
{
    private static readonly string UserAgent = string.Create(
        CultureInfo.InvariantCulture, $"ShipperClient/{typeof(ResilienceHandler).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version})");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var envelope = request as CallContext.Envelope ?? throw CallErrors.ForeignRequest();
        var call = envelope.Call;
        call.EnterPipeline(envelope, cancellationToken);

        // The strategies add nothing to an attempt that succeeds while the circuit is closed: only a failure is theirs.
        return resilience.CanAttemptFirst(call.Operation.Project, out var circuit) && await AttemptFirstAsync(call, circuit, cancellationToken).ConfigureAwait(false) is { } response
            ? response
            : await RunStrategiesAsync(call, cancellationToken).ConfigureAwait(false);
    }

    // Each call waits for the service here and in AttemptAsync: pooled builders save their allocations.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage?> AttemptFirstAsync(CallContext call, ProjectCircuits.Circuit circuit, CancellationToken cancellationToken)
    {
        using var timeout = resilience.AttemptTimeouts.Start(cancellationToken);
        var outcome = await AttemptAsync(call, timeout.Token).ConfigureAwait(false);
        if (outcome.Exception is { } exception)
        {
            call.FirstFailure = timeout.HasEnded(exception) ? new TimeoutRejectedException("The attempt timed out.", resilience.AttemptTimeouts.Timeout, exception) : exception;
            return null;
        }

        await circuit.ReportAsync(outcome).ConfigureAwait(false);
        return outcome.Result;
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

    private ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(ResilienceContext context)
    {
        var call = CallContext.From(context);
        if (call.FirstFailure is not { } failure)
        {
            return AttemptAsync(call, context.CancellationToken);
        }

        call.FirstFailure = null;
        return Outcome.FromExceptionAsValueTask<HttpResponseMessage>(failure);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(CallContext call, CancellationToken cancellationToken)
    {
        call.BeginAttempt();
        HttpRequestMessage? request = null;
        HttpResponseMessage? response = null;
        try
        {
            request = CreateRequest(call);
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await receiver.ReceiveAsync(call, response, cancellationToken).ConfigureAwait(false);
            return Outcome.FromResult(response);
        }
        catch (Exception exception)
        {
            response?.Dispose();
            call.AttemptException = exception;
            return Outcome.FromException<HttpResponseMessage>(
                !CallErrors.IsConnectionFailure(exception) ? exception
                : cancellationToken.IsCancellationRequested ? CallErrors.Canceled(exception, cancellationToken)
                : CallErrors.NoResponse(exception, request, call));
        }
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
