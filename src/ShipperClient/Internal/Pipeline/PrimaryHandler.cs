namespace ShipperClient.Internal.Pipeline;

/// <summary>An application may bring its own connections, for a proxy for example: those must not carry a signed request to another host either.</summary>
internal static class PrimaryHandler
{
    /// <exception cref="InvalidOperationException">The handler follows redirects and is in use already.</exception>
    public static void DisableRedirects(HttpMessageHandler? connections)
    {
        while (connections is DelegatingHandler wrapper)
        {
            connections = wrapper.InnerHandler;
        }

        try
        {
            if (connections is SocketsHttpHandler { AllowAutoRedirect: true } sockets)
            {
                sockets.AllowAutoRedirect = false;
            }
            else if (connections is HttpClientHandler { AllowAutoRedirect: true } client)
            {
                client.AllowAutoRedirect = false;
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "The primary handler of the Log Service client follows redirects and is in use already, so that cannot be changed any more. Set AllowAutoRedirect to false when you create the handler.",
                exception);
        }
    }
}
