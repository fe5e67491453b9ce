using System.Net;

namespace ShipperClient.Internal;

/// <summary>
/// A proxy whose address has no user and password. .NET quotes the address in exceptions, events and spans; what it sends to the proxy it takes from <see cref="Credentials"/>.
/// </summary>
internal sealed class ProxyWithoutUserInfo : IWebProxy
{
    private readonly IWebProxy _proxy;

    private ProxyWithoutUserInfo(IWebProxy proxy) => _proxy = proxy;

    public ICredentials? Credentials
    {
        get => _proxy.Credentials;
        set => _proxy.Credentials = value;
    }

    /// <summary>Hides the user and password of the proxy that a handler uses.</summary>
    public static void Protect(SocketsHttpHandler handler)
    {
        if (handler.UseProxy && (handler.Proxy ?? HttpClient.DefaultProxy) is var proxy && MayHaveUserInfo(proxy))
        {
            handler.Proxy = new ProxyWithoutUserInfo(proxy);
        }
    }

    /// <inheritdoc cref="Protect(SocketsHttpHandler)"/>
    public static void Protect(HttpClientHandler handler)
    {
        if (handler.UseProxy && (handler.Proxy ?? HttpClient.DefaultProxy) is var proxy && MayHaveUserInfo(proxy))
        {
            handler.Proxy = new ProxyWithoutUserInfo(proxy);
        }
    }

    public Uri? GetProxy(Uri destination) => _proxy.GetProxy(destination) is { UserInfo.Length: > 0 } address
        ? new UriBuilder(address) { UserName = "", Password = "" }.Uri
        : _proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => _proxy.IsBypassed(host);

    // A proxy that needs no protection stays: on Windows the system's can try several addresses in turn, which an IWebProxy cannot.
    private static bool MayHaveUserInfo(IWebProxy proxy) => proxy switch
    {
        ProxyWithoutUserInfo => false,
        WebProxy { Address: var address } => address?.UserInfo.Length > 0,
        _ when proxy.GetType().Assembly == typeof(HttpClient).Assembly => proxy.Credentials is not null, // those of its addresses
        _ => true,
    };
}
