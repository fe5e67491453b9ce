namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Assumes RAM roles at the Security Token Service (STS), version 2015-04-01.</summary>
internal sealed class StsClient(CredentialsContext context, string? region = null)
{
    public const string DefaultSessionName = "shipper-client";

    private const string Masked = "***";

    /// <summary>Assumes a role with an OIDC token; the request needs no signature.</summary>
    public async Task<LogServiceCredentials> AssumeRoleWithOidcAsync(
        string roleArn, string oidcProviderArn, string tokenFile, string? sessionName, CancellationToken cancellationToken)
    {
        // Kubernetes renews the file, so each fetch reads it.
        var token = Encoding.UTF8.GetString(await BoundedReader.ReadFileAsync(tokenFile, cancellationToken).ConfigureAwait(false)).Trim();
        if (token.Length == 0)
        {
            throw new LogServiceAuthenticationException($"The file {tokenFile} is empty; it must contain an OIDC token.");
        }

        var form = Form("AssumeRoleWithOIDC", roleArn, sessionName);
        form["OIDCProviderArn"] = oidcProviderArn;
        form["OIDCToken"] = token;
        return await PostAsync(form, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Assumes a role with an access key.</summary>
    public async Task<LogServiceCredentials> AssumeRoleAsync(LogServiceCredentials source, string roleArn, string? sessionName, CancellationToken cancellationToken)
    {
        var form = Form("AssumeRole", roleArn, sessionName);
        if (source.SecurityToken is { } token)
        {
            form["SecurityToken"] = token;
        }

        RpcSignature.Sign(form, HttpMethod.Post, source);
        return await PostAsync(form, cancellationToken).ConfigureAwait(false);
    }

    private SortedDictionary<string, string> Form(string action, string roleArn, string? sessionName) => new(StringComparer.Ordinal)
    {
        ["Action"] = action,
        ["Version"] = "2015-04-01",
        ["Format"] = "JSON",
        ["Timestamp"] = context.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["SignatureNonce"] = Guid.NewGuid().ToString("N"),
        ["RoleArn"] = roleArn,
        ["RoleSessionName"] = sessionName ?? DefaultSessionName,
    };

    private async Task<LogServiceCredentials> PostAsync(SortedDictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var http = CredentialsHttp.Wide(context.Clock, useProxy: context.StsAddress is not { IsLoopback: true });
        using var request = new HttpRequestMessage(HttpMethod.Post, Address()) { Content = new FormUrlEncodedContent(form) };
        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccess
            ? CredentialsJson.Read(response.Body, "The response of the STS", static json => json.TryGetProperty("Credentials", out var credentials)
                ? CredentialsParser.Read(credentials, "The response of the STS")
                : throw new LogServiceAuthenticationException("The response of the STS has no Credentials."))
            : throw Refused(response, form);
    }

    internal Uri Address()
    {
        var place = region ?? context.Read(CredentialsVariables.StsRegion);
        return context.StsAddress
            ?? (place is null ? new Uri("https://sts.aliyuncs.com/")
                : place.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') ? new Uri($"https://sts.{place}.aliyuncs.com/")
                : throw new LogServiceAuthenticationException("The region of the STS must consist of letters, digits and hyphens, such as cn-hangzhou."));
    }

    // {"Code","Message","RequestId"}; a proxy's page has none of these, and an error may quote the request.
    private static LogServiceAuthenticationException Refused(CredentialsHttpResponse response, SortedDictionary<string, string> form)
    {
        var (code, message, id) = ErrorOf(response);
        (code, id) = (Mask(code, form), Mask(id, form));
        var text = TextSanitizer.Clean(Mask(message, form) ?? "");
        return new LogServiceAuthenticationException(
            string.Create(CultureInfo.InvariantCulture, $"The STS refused with status {(int)response.Status}")
            + $"{(code is null ? "" : $", {TextSanitizer.Clean(code, 64)}")}{(text.Length == 0 ? "." : $": {text}")}"
            + $"{(id is null ? "" : $" (request id {TextSanitizer.Clean(id, 64)})")}")
        {
            StatusCode = response.Status,
            ErrorCode = code,
            RequestId = id,
            IsTransient = response.IsTransient || code?.StartsWith("Throttling", StringComparison.Ordinal) == true,
        };
    }

    // In plain text, and encoded twice, as in the string to sign that the error about a wrong signature quotes.
    private static string? Mask(string? text, SortedDictionary<string, string> form)
    {
        foreach (var name in (ReadOnlySpan<string>)["OIDCToken", "SecurityToken", "Signature"])
        {
            if (text is not null && form.TryGetValue(name, out var secret))
            {
                var once = Uri.EscapeDataString(secret);
                text = text.Replace(secret, Masked, StringComparison.Ordinal)
                    .Replace(Uri.EscapeDataString(once), Masked, StringComparison.Ordinal)
                    .Replace(once, Masked, StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static (string? Code, string? Message, string? RequestId) ErrorOf(CredentialsHttpResponse response)
    {
        try
        {
            return CredentialsJson.Read(response.Body, "", static json => (CredentialsJson.Text(json, "Code"), CredentialsJson.Text(json, "Message"), CredentialsJson.Text(json, "RequestId")));
        }
        catch (LogServiceAuthenticationException)
        {
            return default;
        }
    }
}
