using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.Timeout;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Says in the library's own words that an attempt ran out of time, so that the strategies around it know one kind of exception only.</summary>
internal sealed class AttemptOutOfTime : ResilienceStrategy<HttpResponseMessage>
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The options that would be validated by their attributes have none.")]
    public static void AddTo(ResiliencePipelineBuilder<HttpResponseMessage> pipeline) =>
        pipeline.AddStrategy(static _ => new AttemptOutOfTime(), new Options());

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var outcome = await callback(context, state).ConfigureAwait(false);
        return outcome.Exception is TimeoutRejectedException exception
            ? Outcome.FromException<HttpResponseMessage>(new LogServiceUnavailableException(
                string.Create(CultureInfo.InvariantCulture, $"Log Service did not answer within {exception.Timeout.TotalSeconds:0.###} s. Try again later."),
                new TimeoutException("The attempt ran out of time."))
            {
                IsTransient = true,
            })
            : outcome;
    }

    /// <summary>There is nothing to choose.</summary>
    private sealed class Options : ResilienceStrategyOptions;
}
