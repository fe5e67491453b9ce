namespace ShipperClient.Internal.Credentials;

/// <summary>Asks an address for credentials (specification, "Credentials", 6).</summary>
internal sealed class UriCredentials(CredentialsSurroundings surroundings, string address)
{
    public async Task<LogServiceCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            // The address itself may carry a secret.
            throw new LogServiceAuthenticationException("The address for credentials is not an absolute http or https URI, such as http://127.0.0.1:8080/credentials.");
        }

        using var http = CredentialsHttp.Wide(surroundings.Clock, useProxy: !uri.IsLoopback);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        var reply = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var shown = CredentialsHttp.Shown(uri);
        return reply.IsSuccess
            ? CredentialsReply.Read(reply, $"The reply of {shown}")
            : throw new LogServiceAuthenticationException(
                string.Create(CultureInfo.InvariantCulture, $"{shown} answered with status {(int)reply.Status} instead of credentials."))
            {
                StatusCode = reply.Status,
                IsTransient = reply.IsTransient,
            };
    }
}
