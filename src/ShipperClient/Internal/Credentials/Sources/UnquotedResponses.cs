namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Keeps a response that is not HTTP out of .NET's events: its exceptions quote the response, which may be credentials.</summary>
internal sealed class UnquotedResponses(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ForeignResponse.IsQuotedBy(exception))
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The response is not HTTP.");
        }
    }
}
