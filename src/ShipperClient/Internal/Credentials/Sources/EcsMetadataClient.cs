using System.Net;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Gets the credentials of the ECS instance's RAM role from the metadata service.</summary>
internal sealed class EcsMetadataClient(CredentialsContext context, string? roleName, bool allowVersion1)
{
    private const string TokenPath = "latest/api/token";
    private const string RolesPath = "latest/meta-data/ram/security-credentials/";
    private const string LifeHeader = "X-aliyun-ecs-metadata-token-ttl-seconds";
    private const string TokenHeader = "X-aliyun-ecs-metadata-token";
    private const string TokenLife = "300"; // seconds; one fetch uses it

    public async Task<LogServiceCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        using var http = CredentialsHttp.Near(context.Clock);
        var token = await GetTokenAsync(http, cancellationToken).ConfigureAwait(false);
        var role = roleName ?? await GetRoleAsync(http, token, cancellationToken).ConfigureAwait(false);
        var response = await GetAsync(http, RolesPath + Uri.EscapeDataString(role), token, cancellationToken).ConfigureAwait(false);
        return response.Status == HttpStatusCode.NotFound
            ? throw new LogServiceAuthenticationException(
                $"The metadata service has no RAM role {TextSanitizer.Clean(role, 64)} of this instance. Correct the name, or attach the role to the instance.")
            { StatusCode = response.Status }
            : CredentialsParser.Read(Expect(response, "credentials"), "The response of the metadata service");
    }

    // Version 2 requires a token; a service that refuses to issue one has version 1 only.
    private async Task<string?> GetTokenAsync(CredentialsHttp http, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(context.MetadataAddress, TokenPath)) { Headers = { { LifeHeader, TokenLife } } };
        CredentialsHttpResponse response;
        try
        {
            response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (LogServiceAuthenticationException exception) when (exception.IsSourceUnavailable)
        {
            throw new LogServiceAuthenticationException(
                $"There is no metadata service here: {exception.Message} If this is not an ECS instance, configure another source.", exception.InnerException)
            {
                IsSourceUnavailable = true,

                // If a role is named, this is an ECS instance; otherwise a retry only delays the error on a laptop.
                IsTransient = roleName is not null,
            };
        }

        if (response.IsSuccess)
        {
            return response.Text is { Length: > 0 } token && IsVisibleAscii(token)
                ? token
                : throw new LogServiceAuthenticationException("The token of the metadata service cannot be used. Check that it is the metadata service of an ECS instance that responds.") { IsSourceUnavailable = true };
        }

        return response.IsTransient || !IsRefusal(response.Status) ? throw Unexpected(response, "a token")
            : allowVersion1 ? null
            : throw new LogServiceAuthenticationException(
                $"The metadata service returned no token (status {Number(response.Status)}), and version 1, which requires none, is disabled "
                + $"({CredentialsVariables.ImdsV1Disabled}, or in code).")
            { StatusCode = response.Status };
    }

    private async Task<string> GetRoleAsync(CredentialsHttp http, string? token, CancellationToken cancellationToken)
    {
        var response = await GetAsync(http, RolesPath, token, cancellationToken).ConfigureAwait(false);
        if (response.Status == HttpStatusCode.NotFound || (response.IsSuccess && response.Text.Length == 0))
        {
            throw new LogServiceAuthenticationException("This ECS instance has no RAM role. Attach one to it, or configure another source.")
            {
                StatusCode = response.Status,
                IsSourceUnavailable = true,
            };
        }

        // RAM allows letters, digits and hyphens, at most 64; this accepts a little more, but no sign-in page.
        var role = Expect(response, "the name of the role").Text;
        return role.Length <= 128 && role.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? role
            : throw new LogServiceAuthenticationException("The response of the metadata service is not the name of a RAM role. Check that it is the metadata service of an ECS instance that responds.") { IsSourceUnavailable = true };
    }

    private async Task<CredentialsHttpResponse> GetAsync(CredentialsHttp http, string path, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(context.MetadataAddress, path));
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation(TokenHeader, token);
        }

        try
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (LogServiceAuthenticationException exception) when (exception.IsSourceUnavailable)
        {
            // It responded before, so it exists.
            throw new LogServiceAuthenticationException(exception.Message, exception.InnerException) { IsTransient = true };
        }
    }

    private static CredentialsHttpResponse Expect(CredentialsHttpResponse response, string what) => response.IsSuccess ? response : throw Unexpected(response, what);

    private static LogServiceAuthenticationException Unexpected(CredentialsHttpResponse response, string what) =>
        new($"The metadata service responded to the request for {what} with status {Number(response.Status)}.") { StatusCode = response.Status, IsTransient = response.IsTransient, IsSourceUnavailable = (int)response.Status is >= 300 and < 400 };

    private static string Number(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    private static bool IsRefusal(HttpStatusCode status) => (int)status is >= 400 and < 500;

    private static bool IsVisibleAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
