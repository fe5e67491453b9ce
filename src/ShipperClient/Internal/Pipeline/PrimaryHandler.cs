namespace ShipperClient.Internal.Pipeline;

/// <summary>The connections of a client, the library's own or those that the application brings: what holds for all of them.</summary>
internal static class PrimaryHandler
{
    // A name that moves is looked up again after it.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Applies the application's configuration, and then what may not be otherwise.</summary>
    /// <exception cref="InvalidOperationException">The handler is in use already and has to be changed, or the configuration is for another kind of handler.</exception>
    public static void Prepare(HttpMessageHandler connections, Action<SocketsHttpHandler>? configure)
    {
        var innermost = connections;
        while (innermost is DelegatingHandler { InnerHandler: { } inner })
        {
            innermost = inner;
        }

        if (configure is not null)
        {
            configure(innermost as SocketsHttpHandler ?? throw NotConfigurable(innermost));
        }

        try
        {
            Limit(innermost);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "The primary handler of the Log Service client is in use already, so it cannot be changed any more. When you create it, set AllowAutoRedirect and UseCookies to false and "
                + "PooledConnectionLifetime to a finite time, and leave user and password out of the address of its proxy: they belong into the proxy's Credentials.",
                exception);
        }
    }

    // Only what differs: a handler that is in use and as it must be can be shared.
    private static void Limit(HttpMessageHandler connections)
    {
        if (connections is SocketsHttpHandler sockets)
        {
            if (sockets.AllowAutoRedirect)
            {
                sockets.AllowAutoRedirect = false; // a signed request is sent to the endpoint only
            }

            if (sockets.UseCookies)
            {
                sockets.UseCookies = false;
            }

            if (sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan)
            {
                sockets.PooledConnectionLifetime = ConnectionLifetime;
            }

            ProxyWithoutUserInfo.Protect(sockets);
        }
        else if (connections is HttpClientHandler client)
        {
            if (client.AllowAutoRedirect)
            {
                client.AllowAutoRedirect = false;
            }

            if (client.UseCookies)
            {
                client.UseCookies = false;
            }

            ProxyWithoutUserInfo.Protect(client); // the lifetime of its connections cannot be set
        }
    }

    private static InvalidOperationException NotConfigurable(HttpMessageHandler connections) => new(
        $"ConfigureHttpHandler cannot be applied: the application has replaced the primary handler of the Log Service client by a {connections.GetType().Name}, which is not a SocketsHttpHandler. "
        + "Configure that handler where you create it, and leave out ConfigureHttpHandler.");
}
