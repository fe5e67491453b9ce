using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.Timeout;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Says in the library's own words that an attempt ran out of time, so that the strategies around it know one kind of exception only.</summary>
internal sealed class AttemptOutOfTime(TimeSpan totalTimeout) : ResilienceStrategy<HttpResponseMessage>
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The options that would be validated by their attributes have none.")]
    public static void AddTo(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeSpan totalTimeout) =>
        pipeline.AddStrategy(_ => new AttemptOutOfTime(totalTimeout), new Options());

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var outcome = await callback(context, state).ConfigureAwait(false);
        return outcome.Exception switch
        {
            TimeoutRejectedException exception when CredentialsFrom(context) is { } provider =>
                Outcome.FromException<HttpResponseMessage>(OutOfTime.Credentials(provider, exception.Timeout)),
            TimeoutRejectedException exception => Outcome.FromException<HttpResponseMessage>(OutOfTime.Attempt(exception.Timeout)),

            OperationCanceledException when CallState.Of(context) is { CancellationToken.IsCancellationRequested: false } && CredentialsFrom(context) is { } provider =>
                Outcome.FromException<HttpResponseMessage>(OutOfTime.Credentials(provider, totalTimeout)),

            // The call's own time ended during the attempt: the circuit must count that too.
            OperationCanceledException when CallState.Of(context) is { CancellationToken.IsCancellationRequested: false } call =>
                Outcome.FromException<HttpResponseMessage>(OutOfTime.Call(totalTimeout, call.LastError)),
            _ => outcome,
        };
    }

    private static string? CredentialsFrom(ResilienceContext context) =>
        CallState.Of(context).Request.Options.TryGetValue(SigningHandler.WaitingFor, out var provider) ? provider : null;

    /// <summary>There is nothing to choose.</summary>
    private sealed class Options : ResilienceStrategyOptions;
}
