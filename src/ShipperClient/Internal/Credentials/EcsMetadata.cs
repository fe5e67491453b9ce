using System.Net;

namespace ShipperClient.Internal.Credentials;

/// <summary>Asks the metadata service for the credentials of the ECS instance's RAM role (specification, "Credentials", 5).</summary>
internal sealed class EcsMetadata(CredentialsSurroundings surroundings, string? roleName, bool allowVersion1)
{
    private const string TokenPath = "latest/api/token";
    private const string RolesPath = "latest/meta-data/ram/security-credentials/";
    private const string LifeHeader = "X-aliyun-ecs-metadata-token-ttl-seconds";
    private const string TokenHeader = "X-aliyun-ecs-metadata-token";
    private const string TokenLife = "300"; // it serves one fetch

    public async Task<LogServiceCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        using var http = CredentialsHttp.Near(surroundings.Clock);
        var token = await GetTokenAsync(http, cancellationToken).ConfigureAwait(false);
        var role = roleName ?? await GetRoleAsync(http, token, cancellationToken).ConfigureAwait(false);
        var reply = await GetAsync(http, RolesPath + Uri.EscapeDataString(role), token, cancellationToken).ConfigureAwait(false);
        return reply.Status == HttpStatusCode.NotFound
            ? throw new LogServiceAuthenticationException(
                $"The metadata service knows no RAM role {TextSanitizer.Clean(role, 64)} of this instance. Fix the name, or attach the role to the instance.")
            { StatusCode = reply.Status }
            : CredentialsReply.Read(Expect(reply, "credentials"), "The metadata service's reply");
    }

    // Version 2 asks for a token first; what does not know how refuses that, and is of version 1.
    private async Task<string?> GetTokenAsync(CredentialsHttp http, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(surroundings.MetadataAddress, TokenPath)) { Headers = { { LifeHeader, TokenLife } } };
        CredentialsHttpReply reply;
        try
        {
            reply = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (LogServiceAuthenticationException exception) when (exception.NothingThere)
        {
            throw new LogServiceAuthenticationException(
                $"There is no metadata service here: {exception.Message} Is this an ECS instance? Elsewhere, give credentials in another way.", exception.InnerException)
            {
                NothingThere = true,

                // Where a role was named this is an ECS instance; elsewhere a retry would only keep a laptop waiting.
                IsTransient = roleName is not null,
            };
        }

        if (reply.IsSuccess)
        {
            return reply.Text is { Length: > 0 } token && IsVisibleAscii(token)
                ? token
                : throw new LogServiceAuthenticationException("The metadata service's token cannot be used. Is it the metadata service of an ECS instance that answers?") { NothingThere = true };
        }

        return reply.IsTransient || !IsRefusal(reply.Status) ? throw Unexpected(reply, "a token")
            : allowVersion1 ? null
            : throw new LogServiceAuthenticationException(
                $"The metadata service gives no token (status {Number(reply.Status)}), and its version 1, which needs none, is switched off "
                + $"({CredentialsVariables.ImdsV1Disabled}, or by the code).")
            { StatusCode = reply.Status };
    }

    private async Task<string> GetRoleAsync(CredentialsHttp http, string? token, CancellationToken cancellationToken)
    {
        var reply = await GetAsync(http, RolesPath, token, cancellationToken).ConfigureAwait(false);
        if (reply.Status == HttpStatusCode.NotFound || (reply.IsSuccess && reply.Text.Length == 0))
        {
            throw new LogServiceAuthenticationException("This ECS instance has no RAM role. Attach one to it, or give credentials in another way.")
            {
                StatusCode = reply.Status,
                NothingThere = true,
            };
        }

        // RAM: letters, digits and hyphens, at most 64; a little more is let through, but no sign-in page.
        var role = Expect(reply, "the name of the role").Text;
        return role.Length <= 128 && role.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? role
            : throw new LogServiceAuthenticationException("The metadata service's reply is not the name of a RAM role. Is it the metadata service of an ECS instance that answers?") { NothingThere = true };
    }

    private async Task<CredentialsHttpReply> GetAsync(CredentialsHttp http, string path, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(surroundings.MetadataAddress, path));
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation(TokenHeader, token);
        }

        try
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (LogServiceAuthenticationException exception) when (exception.NothingThere)
        {
            // It answered before, so it is there.
            throw new LogServiceAuthenticationException(exception.Message, exception.InnerException) { IsTransient = true };
        }
    }

    private static CredentialsHttpReply Expect(CredentialsHttpReply reply, string what) => reply.IsSuccess ? reply : throw Unexpected(reply, what);

    private static LogServiceAuthenticationException Unexpected(CredentialsHttpReply reply, string what) =>
        new($"The metadata service answered the request for {what} with status {Number(reply.Status)}.") { StatusCode = reply.Status, IsTransient = reply.IsTransient, NothingThere = (int)reply.Status is >= 300 and < 400 };

    private static string Number(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    private static bool IsRefusal(HttpStatusCode status) => (int)status is >= 400 and < 500;

    private static bool IsVisibleAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
