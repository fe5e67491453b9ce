using System.Security.Authentication;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>
/// The connections of one fetch: with a limit for time and length, and without redirects. Fetches are hours apart, so no connection is kept
/// between them.
/// </summary>
/// <param name="connectTimeout">How long connecting may take.</param>
/// <param name="limit">How long a whole request may take, unless it has a limit of its own.</param>
/// <param name="useProxy">Whether to use the system's proxy, if there is one.</param>
/// <param name="clock">The clock.</param>
internal sealed class CredentialsHttp(TimeSpan connectTimeout, TimeSpan limit, bool useProxy, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(Connections(connectTimeout, useProxy), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Creates one for an address on the internet. It fails before the 10 seconds of an attempt have passed.</summary>
    public static CredentialsHttp Wide(TimeProvider clock, bool useProxy = true) => new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8), useProxy, clock);

    /// <summary>Creates one for the metadata service, which is one hop away or does not exist: it fails within 2 seconds.</summary>
    public static CredentialsHttp Near(TimeProvider clock) => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.8), useProxy: false, clock);

    /// <summary>Sends a request and reads the whole response, whatever its status.</summary>
    /// <exception cref="LogServiceAuthenticationException">There was no response in time, or none that can be read. The source is unavailable if there was no connection.</exception>
    public Task<CredentialsHttpResponse> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, limit, cancellationToken);

    /// <summary>Sends a request with a limit of its own and reads the whole response, whatever its status.</summary>
    /// <exception cref="LogServiceAuthenticationException">There was no response in time, or none that can be read. The source is unavailable if there was no connection.</exception>
    public async Task<CredentialsHttpResponse> SendAsync(HttpRequestMessage request, TimeSpan requestLimit, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(requestLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        var address = Format(request.RequestUri!);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                var bytes = await BoundedReader.ReadAsync(body, either.Token).ConfigureAwait(false);
                return new(response.StatusCode, bytes ?? throw new LogServiceAuthenticationException($"The response of {address} is longer than {BoundedReader.Limit / 1024} KiB."));
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // If the limit has not been reached, connecting took too long.
            var seconds = (time.IsCancellationRequested ? requestLimit : connectTimeout).TotalSeconds;
            throw NoResponse(
                string.Create(CultureInfo.InvariantCulture, $"{address} did not respond within {seconds:0.###} s."),
                new TimeoutException("The time for the response ran out.", exception),
                isConnected: time.IsCancellationRequested);
        }
        catch (Exception exception) when (ForeignResponse.IsQuotedBy(exception))
        {
            // The exception quotes the response, which may be credentials, so it does not become the inner exception.
            throw NoResponse($"{address} responded with something that is not HTTP.", cause: null, isConnected: true);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw NoResponse($"{address} could not be reached: {TextSanitizer.Clean(exception.Message)}", exception, isConnected: exception is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError });
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Formats an address without the parts that may be secret: user, path and query.</summary>
    public static string Format(Uri address) => $"{address.Scheme}://{address.Authority}";

    private static LogServiceAuthenticationException NoResponse(string message, Exception? cause, bool isConnected) => new(message, cause)
    {
        // An invalid certificate is still invalid a second later, and a proxy that refuses still refuses.
        IsTransient = cause?.InnerException is not AuthenticationException && ProxyRefusal.FromTunnel(cause) is null,
        IsSourceUnavailable = !isConnected,
    };

    private static UnquotedResponses Connections(TimeSpan connectTimeout, bool useProxy)
    {
        var connections = new SocketsHttpHandler
        {
            ConnectTimeout = connectTimeout,
            UseProxy = useProxy,
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null, // no span: it would quote a response that is not HTTP
        };
        ProxyWithoutUserInfo.Protect(connections);
        return new UnquotedResponses(connections);
    }
}
