using Polly;

namespace ShipperClient.Internal.Pipeline;

/// <summary>What the strategies of one call share.</summary>
internal sealed class CallState(HttpRequestMessage request, long start)
{
    public static readonly ResiliencePropertyKey<CallState> Key = new("ShipperClient.Call");

    public HttpRequestMessage Request => request;

    /// <summary>When the call started, as a timestamp of the client's clock.</summary>
    public long Start => start;

    /// <summary>How the attempt before the current one ended, to be told where time runs out.</summary>
    public Exception? LastError { get; set; }

    /// <summary>What has been tried to mend a refusal: each remedy once a call.</summary>
    public Remedy Tried { get; set; }

    public static CallState Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
