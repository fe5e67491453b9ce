namespace ShipperClient.Internal.Pipeline;

/// <summary>
/// The request that HttpClient is given. It is never sent: it brings the call to the pipeline, with the headers that the application sets for every
/// request, and each attempt sends its own.
/// </summary>
internal sealed class CallRequest(CallContext call, HttpMethod method, Uri uri) : HttpRequestMessage(method, uri)
{
    public CallContext Call => call;
}
