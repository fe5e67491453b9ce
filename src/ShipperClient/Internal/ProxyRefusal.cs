using System.Net;

namespace ShipperClient.Internal;

/// <summary>Recognizes the refusals of a proxy between this machine and a service: nothing of the service's, and no better a moment later.</summary>
internal static class ProxyRefusal
{
    /// <summary>Whether only a proxy, or a network that asks for a sign-in, responds with a status.</summary>
    public static bool IsProxyStatus(HttpStatusCode status) => status is HttpStatusCode.ProxyAuthenticationRequired or HttpStatusCode.NetworkAuthenticationRequired;

    /// <summary>The status with which a proxy refused a tunnel (CONNECT) for good, or <see langword="null"/>.</summary>
    public static HttpStatusCode? FromTunnel(Exception? exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status } && IsPermanent(status) ? status : null;

    private static bool IsPermanent(HttpStatusCode status) =>
        IsProxyStatus(status) || ((int)status is >= 400 and < 500 && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests));
}
