namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Gets credentials from an address.</summary>
internal sealed class CredentialsUriClient(CredentialsContext context, string address)
{
    public async Task<LogServiceCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            // The address itself may contain a secret.
            throw new LogServiceAuthenticationException("The address for credentials is not an absolute http or https URI, such as http://127.0.0.1:8080/credentials.");
        }

        var isEncrypted = uri.Scheme == Uri.UriSchemeHttps;
        if (!isEncrypted && !uri.IsLoopback)
        {
            context.Warnings?.Unencrypted(CredentialsHttp.Format(uri));
        }

        // A proxy would read what comes over http.
        using var http = CredentialsHttp.Wide(context.Clock, useProxy: isEncrypted && !uri.IsLoopback);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var shown = CredentialsHttp.Format(uri);
        return response.IsSuccess
            ? CredentialsParser.Read(response, $"The response of {shown}")
            : throw new LogServiceAuthenticationException(
                string.Create(CultureInfo.InvariantCulture, $"{shown} responded with status {(int)response.Status} instead of credentials."))
            {
                StatusCode = response.Status,
                IsTransient = response.IsTransient,
            };
    }
}
