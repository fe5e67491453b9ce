using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Time;

namespace ShipperClient.Internal.Resilience;

/// <summary>
/// Around each attempt: mends what a refusal shows to be amiss and tries again at once, each remedy once a call; and says in the library's own
/// words that time ran out, so that the strategies around it know one kind of exception only.
/// </summary>
internal sealed class AuthenticationRecovery(LogServiceClientOptions options, SkewCorrectedTimeProvider clock, ILogger logger) : ResilienceStrategy<HttpResponseMessage>
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The options that would be validated by their attributes have none.")]
    public void AddTo(ResiliencePipelineBuilder<HttpResponseMessage> pipeline) => pipeline.AddStrategy(_ => this, new NoOptions());

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var call = CallState.Of(context);
        while (true)
        {
            var outcome = await callback(context, state).ConfigureAwait(false);
            if (OutOfTimeIn(outcome.Exception, call) is { } outOfTime)
            {
                return Outcome.FromException<HttpResponseMessage>(outOfTime);
            }

            if (outcome.Exception is not LogServiceAuthenticationException refusal || !CanBeHealed(refusal, call) || context.CancellationToken.IsCancellationRequested)
            {
                return outcome;
            }

            try
            {
                Heal(refusal, call);
            }
            catch (LogServiceAuthenticationException exception)
            {
                return Outcome.FromException<HttpResponseMessage>(exception);
            }
        }
    }

    private LogServiceException? OutOfTimeIn(Exception? exception, CallState call) => exception switch
    {
        TimeoutRejectedException timeout => AwaitedProvider(call) is { } provider
            ? CallErrors.Credentials(provider, timeout.Timeout)
            : CallErrors.Attempt(timeout.Timeout),

        // The call's own time ended during the attempt: the circuit must count that too.
        OperationCanceledException when !call.CancellationToken.IsCancellationRequested => AwaitedProvider(call) is { } provider
            ? CallErrors.Credentials(provider, options.TotalTimeout)
            : CallErrors.Call(options.TotalTimeout, call.LastError),
        _ => null,
    };

    private static string? AwaitedProvider(CallState call) => call.Request.Options.TryGetValue(SigningHandler.WaitingFor, out var provider) ? provider : null;

    private static bool CanBeHealed(LogServiceAuthenticationException refusal, CallState call) =>
        (refusal.Remedy == Remedy.RenewCredentials || refusal is { Remedy: Remedy.LearnServerTime, ServerTime: not null })
        && !call.Tried.HasFlag(refusal.Remedy);

    private void Heal(LogServiceAuthenticationException refusal, CallState call)
    {
        call.Tried |= refusal.Remedy;
        if (refusal is { Remedy: Remedy.LearnServerTime, ServerTime: { } serverTime })
        {
            clock.CorrectSkew(serverTime);
            Log.ClockSkewCorrected(logger, clock.Offset);
        }
        else if (call.Request.Options.TryGetValue(SigningHandler.Credentials, out var rejected))
        {
            Invalidate(rejected);
            Log.CredentialsRenewed(logger);
        }
    }

    private void Invalidate(LogServiceCredentials rejected)
    {
        try
        {
            options.Credentials.Invalidate(rejected);
        }
        catch (Exception exception) when (exception is not LogServiceAuthenticationException)
        {
            throw new LogServiceAuthenticationException(
                $"The credentials have expired, and {options.Credentials.GetType().Name} failed when it was told so: {exception.Message} See the inner exception.", exception);
        }
    }

    /// <summary>There is nothing to choose.</summary>
    private sealed class NoOptions : ResilienceStrategyOptions;
}
