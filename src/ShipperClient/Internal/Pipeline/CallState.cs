using Polly;

namespace ShipperClient.Internal.Pipeline;

/// <summary>What the strategies of one call share.</summary>
internal sealed class CallState(HttpRequestMessage request, long start, CancellationToken cancellationToken)
{
    public static readonly ResiliencePropertyKey<CallState> Key = new("ShipperClient.Call");

    public HttpRequestMessage Request => request;

    /// <summary>The request as it was before any handler saw it.</summary>
    public PristineRequest Pristine { get; } = new(request);

    /// <summary>The caller's own token: what else ends a call is time.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>When the call started, as a timestamp of the client's clock.</summary>
    public long Start => start;

    /// <summary>How many attempts have been begun.</summary>
    public int Attempts { get; set; }

    /// <summary>How the attempt before the current one ended, to be told where time runs out.</summary>
    public Exception? LastError { get; set; }

    /// <summary>What has been tried to mend a refusal: each remedy once a call.</summary>
    public Remedy Tried { get; set; }

    public static CallState Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
