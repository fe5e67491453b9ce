using System.Net;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>A whole response of a service that returns credentials.</summary>
internal sealed class CredentialsHttpResponse(HttpStatusCode status, byte[] body)
{
    public HttpStatusCode Status => status;

    public ReadOnlyMemory<byte> Body => body;

    public bool IsSuccess => (int)status is >= 200 and < 300;

    /// <summary>Gets a value indicating whether the same request may succeed later.</summary>
    public bool IsTransient => (int)status is >= 500 or 408 or 429;

    public string Text => Encoding.UTF8.GetString(body).Trim();
}
