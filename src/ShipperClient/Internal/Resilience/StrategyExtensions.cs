using System.Diagnostics.CodeAnalysis;
using Polly;

namespace ShipperClient.Internal.Resilience;

/// <summary>Adds a strategy of the library's own to those of Polly.</summary>
internal static class StrategyExtensions
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The options that would be validated by their attributes have none.")]
    public static void Add(this ResiliencePipelineBuilder<HttpResponseMessage> strategies, ResilienceStrategy<HttpResponseMessage> strategy) =>
        strategies.AddStrategy(_ => strategy, new NoOptions());

    private sealed class NoOptions : ResilienceStrategyOptions;
}
