using System.Net;

namespace ShipperClient.Internal.Credentials;

/// <summary>A whole reply of a service that gives credentials.</summary>
internal sealed class CredentialsHttpReply(HttpStatusCode status, byte[] body)
{
    public HttpStatusCode Status => status;

    public ReadOnlyMemory<byte> Body => body;

    public bool IsSuccess => (int)status is >= 200 and < 300;

    /// <summary>Whether the same request may be answered better later.</summary>
    public bool IsTransient => (int)status is >= 500 or 408 or 429;

    public string Text => Encoding.UTF8.GetString(body).Trim();
}
