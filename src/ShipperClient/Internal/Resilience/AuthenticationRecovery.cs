using Microsoft.Extensions.Logging;
using Polly;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Responses;
using ShipperClient.Internal.Time;

namespace ShipperClient.Internal.Resilience;

/// <summary>
/// Around each attempt: recovers from a refusal that the client itself can fix, a clock that is off or credentials that have expired, and tries again at
/// once, each action once a call.
/// </summary>
internal sealed class AuthenticationRecovery(LogServiceClientOptions options, SkewCorrectedTimeProvider clock, ILogger logger) : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var call = CallContext.From(context);
        while (true)
        {
            var outcome = await callback(context, state).ConfigureAwait(false);
            if (CallErrors.FromAttempt(outcome.Exception, call, options.TotalTimeout) is { } error)
            {
                return Outcome.FromException<HttpResponseMessage>(error);
            }

            if (outcome.Exception is not LogServiceAuthenticationException || context.CancellationToken.IsCancellationRequested)
            {
                return outcome;
            }

            try
            {
                if (!TryRecover(call))
                {
                    return outcome;
                }
            }
            catch (LogServiceAuthenticationException exception)
            {
                return Outcome.FromException<HttpResponseMessage>(exception);
            }
        }
    }

    private bool TryRecover(CallContext call)
    {
        var action = ActionFor(call.LastRefusal);
        if (action == RecoveryAction.None || call.AttemptedRecoveries.HasFlag(action))
        {
            DropFailedCorrection(call);
            return false;
        }

        call.AttemptedRecoveries |= action;
        if (call.LastRefusal is { Kind: ErrorKind.ClockSkew, ServerTime: { } serverTime })
        {
            call.SkewCorrection = clock.CorrectSkew(serverTime);
            Log.ClockSkewCorrected(logger, clock.Offset);
        }
        else
        {
            Invalidate(call.LastRefusal!.Credentials!);
            Log.CredentialsRenewed(logger);
        }

        return true;
    }

    // Some responses have a time that is decades wrong. What did not help this call must not date the next one.
    private void DropFailedCorrection(CallContext call)
    {
        if (call is { LastRefusal.Kind: ErrorKind.ClockSkew, SkewCorrection: { } correction } && clock.DropCorrection(correction))
        {
            Log.ClockSkewCorrectionDropped(logger);
        }
    }

    private static RecoveryAction ActionFor(CallContext.Refusal? refusal) => refusal switch
    {
        { Kind: ErrorKind.ClockSkew, ServerTime: not null } => RecoveryAction.CorrectClockSkew,
        { Kind: ErrorKind.ExpiredToken, Credentials: not null } => RecoveryAction.RenewCredentials,
        { Kind: ErrorKind.SignatureNotMatch, Credentials.SecurityToken: not null } => RecoveryAction.RenewCredentials,
        _ => RecoveryAction.None,
    };

    private void Invalidate(LogServiceCredentials expired)
    {
        try
        {
            options.Credentials.Invalidate(expired);
        }
        catch (Exception exception) when (exception is not LogServiceAuthenticationException)
        {
            throw new LogServiceAuthenticationException(
                $"The credentials have expired, and {options.Credentials.GetType().Name} threw {exception.GetType().Name} when it had to drop them. See the inner exception.", exception);
        }
    }
}
