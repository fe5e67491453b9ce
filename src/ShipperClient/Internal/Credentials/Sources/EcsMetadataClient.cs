using System.Net;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>
/// Gets the credentials of the ECS instance's RAM role from the metadata service: version 2 with a token, and version 1 without one if version 2 does not
/// work. An instance serves one fetch.
/// </summary>
internal sealed class EcsMetadataClient(CredentialsContext context, string? roleName, bool allowVersion1)
{
    private const string TokenPath = "latest/api/token";
    private const string RolesPath = "latest/meta-data/ram/security-credentials/";
    private const string LifeHeader = "X-aliyun-ecs-metadata-token-ttl-seconds";
    private const string TokenHeader = "X-aliyun-ecs-metadata-token";
    private const string TokenLife = "300"; // seconds; one fetch uses it
    private const string WrongService = "Check that it is the metadata service of an ECS instance that responds.";
    private const string Version1Disabled = $"version 1, which requires no token, is disabled ({CredentialsVariables.ImdsV1Disabled}, or in code)";

    // Together less than the 2 seconds within which a machine outside the cloud goes on.
    private static readonly TimeSpan TokenLimit = TimeSpan.FromSeconds(1.1);
    private static readonly TimeSpan FirstLimit = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.8);

    private string? _token;

    // Whether there has been any response; until then, nobody knows whether the service exists.
    private bool _hasResponded;

    public async Task<LogServiceCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        using var http = CredentialsHttp.Near(context.Clock);
        _token = await GetTokenAsync(http, cancellationToken).ConfigureAwait(false);
        var role = roleName ?? await GetRoleAsync(http, cancellationToken).ConfigureAwait(false);
        var response = await GetAsync(http, RolesPath + Uri.EscapeDataString(role), "credentials", cancellationToken).ConfigureAwait(false);
        return response.Status == HttpStatusCode.NotFound
            ? throw new LogServiceAuthenticationException(
                $"The metadata service has no RAM role {TextSanitizer.Clean(role, 64)} of this instance. Correct the name, or attach the role to the instance.")
            { StatusCode = response.Status }
            : CredentialsParser.Read(Expect(response, "credentials"), "The response of the metadata service", _token);
    }

    // Without a token, version 1 is left.
    private async Task<string?> GetTokenAsync(CredentialsHttp http, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(context.MetadataAddress, TokenPath)) { Headers = { { LifeHeader, TokenLife } } };
        CredentialsHttpResponse response;
        try
        {
            response = await http.SendAsync(request, TokenLimit, cancellationToken).ConfigureAwait(false);
        }
        catch (LogServiceAuthenticationException exception) when (exception.IsSourceUnavailable || !allowVersion1)
        {
            throw Unavailable(exception);
        }
        catch (LogServiceAuthenticationException)
        {
            return null; // connected, but silent or not HTTP
        }

        _hasResponded = true;
        return response is { IsSuccess: true, Text: { Length: > 0 } token } && !token.AsSpan().ContainsAnyExceptInRange('!', '~') ? token
            : allowVersion1 ? null
            : response.IsSuccess ? throw new LogServiceAuthenticationException($"The token of the metadata service cannot be used, and {Version1Disabled}. {WrongService}") { IsSourceUnavailable = true }
            : throw new LogServiceAuthenticationException($"The metadata service returned no token (status {Number(response.Status)}), and {Version1Disabled}.")
            {
                StatusCode = response.Status,
                IsTransient = response.IsTransient,
                IsSourceUnavailable = IsRedirect(response.Status),
            };
    }

    private async Task<string> GetRoleAsync(CredentialsHttp http, CancellationToken cancellationToken)
    {
        var response = await GetAsync(http, RolesPath, "the name of the role", cancellationToken).ConfigureAwait(false);
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
            : throw new LogServiceAuthenticationException($"The response of the metadata service is not the name of a RAM role. {WrongService}") { IsSourceUnavailable = true };
    }

    private async Task<CredentialsHttpResponse> GetAsync(CredentialsHttp http, string path, string what, CancellationToken cancellationToken)
    {
        if (_token is not null)
        {
            var response = await SendAsync(http, path, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccess || response.Status == HttpStatusCode.NotFound && !allowVersion1)
            {
                return response;
            }

            if (!allowVersion1)
            {
                throw new LogServiceAuthenticationException($"The metadata service refused its token with status {Number(response.Status)} in the request for {what}, and {Version1Disabled}.")
                {
                    StatusCode = response.Status,
                    IsTransient = response.IsTransient,
                };
            }

            _token = null;
        }

        return await SendAsync(http, path, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CredentialsHttpResponse> SendAsync(CredentialsHttp http, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(context.MetadataAddress, path));
        if (_token is not null)
        {
            request.Headers.TryAddWithoutValidation(TokenHeader, _token);
        }

        try
        {
            var response = await http.SendAsync(request, _hasResponded ? Limit : FirstLimit, cancellationToken).ConfigureAwait(false);
            _hasResponded = true;
            return response;
        }
        catch (LogServiceAuthenticationException exception)
        {
            throw _hasResponded ? new LogServiceAuthenticationException(exception.Message, exception.InnerException) { IsTransient = true } : Unavailable(exception);
        }
    }

    private LogServiceAuthenticationException Unavailable(LogServiceAuthenticationException cause) => new(
        $"There is no metadata service here: {cause.Message} If this is not an ECS instance, configure another source.", cause.InnerException)
    {
        IsSourceUnavailable = true,

        // If a role is named, this is an ECS instance; otherwise a retry only delays the error on a laptop.
        IsTransient = roleName is not null,
    };

    private static CredentialsHttpResponse Expect(CredentialsHttpResponse response, string what) => response.IsSuccess ? response : throw new LogServiceAuthenticationException(
        $"The metadata service responded to the request for {what} with status {Number(response.Status)}.")
    {
        StatusCode = response.Status,
        IsTransient = response.IsTransient,
        IsSourceUnavailable = IsRedirect(response.Status),
    };

    private static string Number(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    // As a sign-in page of a network sends it.
    private static bool IsRedirect(HttpStatusCode status) => (int)status is >= 300 and < 400;
}
