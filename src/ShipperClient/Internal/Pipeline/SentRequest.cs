namespace ShipperClient.Internal.Pipeline;

/// <summary>A request as the signer sent it, with what signed it.</summary>
internal sealed class SentRequest(HttpRequestMessage request, LogServiceCredentials credentials, string authorization)
{
    private static readonly HttpRequestOptionsKey<SentRequest> Key = new("ShipperClient.SentRequest");

    public HttpRequestMessage Request => request;

    public LogServiceCredentials Credentials => credentials;

    /// <summary>The Authorization header.</summary>
    public string Authorization => authorization;

    /// <summary>The request that the same call sent before.</summary>
    public SentRequest? Previous { get; set; }

    /// <summary>What the signer noted on a request that carries no call context.</summary>
    public static SentRequest? Find(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var sent) ? sent : null;

    /// <summary>Notes this on the request itself: the response leads back to it.</summary>
    public void AttachToRequest() => request.Options.Set(Key, this);
}
