using Polly;
using ShipperClient.Internal.Pipeline;

namespace ShipperClient.Internal.Resilience;

/// <summary>Polly's context carries the call's own context, and nothing else.</summary>
internal static class ResilienceContextExtensions
{
    private static readonly ResiliencePropertyKey<CallContext> Key = new("ShipperClient.CallContext");

    public static void SetCall(this ResilienceContext context, CallContext call) => context.Properties.Set(Key, call);

    public static CallContext GetCall(this ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
