namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Assumes RAM roles at the Security Token Service (STS), version 2015-04-01.</summary>
internal sealed class StsClient(Uri endpoint, TimeProvider clock)
{
    public const string DefaultSessionName = "shipper-client";

    private const string What = "The response of the STS";

    /// <summary>Assumes a role with an OIDC token; the request needs no signature.</summary>
    public async Task<LogServiceCredentials> AssumeRoleWithOidcAsync(RoleRequest role, string oidcProviderArn, string tokenFile, CancellationToken cancellationToken)
    {
        // Kubernetes renews the file, so each fetch reads it.
        var token = Encoding.UTF8.GetString(await BoundedReader.ReadFileAsync(tokenFile, cancellationToken).ConfigureAwait(false)).Trim();
        if (token.Length == 0)
        {
            throw new LogServiceAuthenticationException($"The file {tokenFile} is empty; it must contain an OIDC token.");
        }

        var form = Form("AssumeRoleWithOIDC", role);
        form["OIDCProviderArn"] = oidcProviderArn;
        form["OIDCToken"] = token;
        return await PostAsync(form, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Assumes a role with an access key.</summary>
    public async Task<LogServiceCredentials> AssumeRoleAsync(LogServiceCredentials source, RoleRequest role, CancellationToken cancellationToken)
    {
        var form = Form("AssumeRole", role);
        Add(form, "ExternalId", role.ExternalId);
        Add(form, "SecurityToken", source.SecurityToken);
        RpcSignature.Sign(form, HttpMethod.Post, source);
        return await PostAsync(form, cancellationToken).ConfigureAwait(false);
    }

    private SortedDictionary<string, string> Form(string action, RoleRequest role)
    {
        var form = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = action,
            ["Version"] = "2015-04-01",
            ["Format"] = "JSON",
            ["Timestamp"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["SignatureNonce"] = Guid.NewGuid().ToString("N"),
            ["RoleArn"] = role.RoleArn,
            ["RoleSessionName"] = role.SessionName ?? DefaultSessionName,
        };
        Add(form, "Policy", role.Policy);
        Add(form, "DurationSeconds", role.DurationSeconds?.ToString(CultureInfo.InvariantCulture));
        return form;
    }

    private static void Add(SortedDictionary<string, string> form, string name, string? value)
    {
        if (value is not null)
        {
            form[name] = value;
        }
    }

    private async Task<LogServiceCredentials> PostAsync(SortedDictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var http = CredentialsHttp.Wide(clock, useProxy: !endpoint.IsLoopback);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) };
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccess
            ? CredentialsJson.Read(response.Body, What, static json => json.TryGetProperty("Credentials", out var credentials)
                ? CredentialsParser.Read(credentials, What)
                : throw new LogServiceAuthenticationException($"{What} has no Credentials."))
            : throw StsError.Parse(response).ToException(response, form);
    }
}
