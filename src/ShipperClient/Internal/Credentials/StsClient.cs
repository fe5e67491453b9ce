namespace ShipperClient.Internal.Credentials;

/// <summary>Takes a RAM role at the STS, version 2015-04-01 (specification, "Credentials", 2).</summary>
internal sealed class StsClient(CredentialsSurroundings surroundings, string? region = null)
{
    public const string DefaultSessionName = "shipper-client";

    private const string Masked = "***";

    /// <summary>Takes a role with an OIDC token: such a request needs no signature.</summary>
    public async Task<LogServiceCredentials> AssumeRoleWithOidcAsync(
        string roleArn, string oidcProviderArn, string tokenFile, string? sessionName, CancellationToken cancellationToken)
    {
        // Kubernetes renews the file, so it is read for each fetch.
        var token = Encoding.UTF8.GetString(await BoundedReader.ReadFileAsync(tokenFile, cancellationToken).ConfigureAwait(false)).Trim();
        if (token.Length == 0)
        {
            throw new LogServiceAuthenticationException($"The file {tokenFile} is empty: there is no OIDC token in it.");
        }

        var form = Form("AssumeRoleWithOIDC", roleArn, sessionName);
        form["OIDCProviderArn"] = oidcProviderArn;
        form["OIDCToken"] = token;
        return await PostAsync(form, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a role with an access key.</summary>
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
        ["Timestamp"] = surroundings.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["SignatureNonce"] = Guid.NewGuid().ToString("N"),
        ["RoleArn"] = roleArn,
        ["RoleSessionName"] = sessionName ?? DefaultSessionName,
    };

    private async Task<LogServiceCredentials> PostAsync(SortedDictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var http = CredentialsHttp.Wide(surroundings.Clock, useProxy: surroundings.StsAddress is not { IsLoopback: true });
        using var request = new HttpRequestMessage(HttpMethod.Post, Address()) { Content = new FormUrlEncodedContent(form) };
        var reply = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return reply.IsSuccess
            ? CredentialsJson.Read(reply.Body, "The reply of the STS", static json => json.TryGetProperty("Credentials", out var credentials)
                ? CredentialsReply.Read(credentials, "The reply of the STS")
                : throw new LogServiceAuthenticationException("The reply of the STS has no Credentials."))
            : throw Refused(reply, form);
    }

    internal Uri Address()
    {
        var place = region ?? surroundings.Read(CredentialsVariables.StsRegion);
        return surroundings.StsAddress
            ?? (place is null ? new Uri("https://sts.aliyuncs.com/")
                : place.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') ? new Uri($"https://sts.{place}.aliyuncs.com/")
                : throw new LogServiceAuthenticationException("The region of the STS must be letters, digits and hyphens, such as cn-hangzhou."));
    }

    // {"Code","Message","RequestId"}; a proxy's page has none of these, and an error may quote what it was sent.
    private static LogServiceAuthenticationException Refused(CredentialsHttpReply reply, SortedDictionary<string, string> form)
    {
        var (code, message, id) = ErrorOf(reply);
        (code, id) = (Mask(code, form), Mask(id, form));
        var text = TextSanitizer.Clean(Mask(message, form) ?? "");
        return new LogServiceAuthenticationException(
            string.Create(CultureInfo.InvariantCulture, $"The STS refused with status {(int)reply.Status}")
            + $"{(code is null ? "" : $", {TextSanitizer.Clean(code, 64)}")}{(text.Length == 0 ? "." : $": {text}")}"
            + $"{(id is null ? "" : $" (request id {TextSanitizer.Clean(id, 64)})")}")
        {
            StatusCode = reply.Status,
            ErrorCode = code,
            RequestId = id,
            IsTransient = reply.IsTransient || code?.StartsWith("Throttling", StringComparison.Ordinal) == true,
        };
    }

    // As they are, and as they stand in a string to sign, which a refused signature is told with: encoded twice.
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

    private static (string? Code, string? Message, string? RequestId) ErrorOf(CredentialsHttpReply reply)
    {
        try
        {
            return CredentialsJson.Read(reply.Body, "", static json => (CredentialsJson.Text(json, "Code"), CredentialsJson.Text(json, "Message"), CredentialsJson.Text(json, "RequestId")));
        }
        catch (LogServiceAuthenticationException)
        {
            return default;
        }
    }
}
