using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Below the handlers of the application, if there are any: they see no compressed response.</summary>
internal sealed class DecompressionHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await ResponseDecompression.DecompressAsync(response, cancellationToken).ConfigureAwait(false);
        return response;
    }
}
