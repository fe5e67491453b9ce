using System.Security.Authentication;

namespace ShipperClient.Internal.Credentials;

/// <summary>
/// The connections of one fetch: bounded in time and length, and to where it was meant only. Fetches are hours apart, so nothing is kept
/// between them.
/// </summary>
/// <param name="connectTimeout">How long a connection may take.</param>
/// <param name="limit">How long a request may take in all, by the clock.</param>
/// <param name="useProxy">Whether to go through the system's proxy, where there is one.</param>
/// <param name="clock">The clock.</param>
internal sealed class CredentialsHttp(TimeSpan connectTimeout, TimeSpan limit, bool useProxy, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(Connections(connectTimeout, useProxy), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>For an address on the internet: it is told before the 10 seconds that an attempt has by default are over.</summary>
    public static CredentialsHttp Wide(TimeProvider clock, bool useProxy = true) => new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8), useProxy, clock);

    /// <summary>For the metadata service, which is one hop away or not there at all: that is told within 2 seconds.</summary>
    public static CredentialsHttp Near(TimeProvider clock) => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.8), useProxy: false, clock);

    /// <summary>Sends a request and reads the whole reply, whatever its status.</summary>
    /// <exception cref="LogServiceAuthenticationException">No reply came in time, or none that can be read.</exception>
    public async Task<CredentialsHttpReply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        var address = Shown(request.RequestUri!);
        try
        {
            using var reply = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var body = await reply.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                var bytes = await BoundedReader.ReadAsync(body, either.Token).ConfigureAwait(false);
                return new(reply.StatusCode, bytes ?? throw new LogServiceAuthenticationException($"The reply of {address} is longer than {BoundedReader.Limit / 1024} KiB."));
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the limit being over, it is the connection that took too long.
            var seconds = (time.IsCancellationRequested ? limit : connectTimeout).TotalSeconds;
            throw NoReply(
                string.Create(CultureInfo.InvariantCulture, $"{address} did not answer within {seconds:0.###} s."),
                new TimeoutException("The time for the reply ran out.", exception));
        }
        catch (Exception exception) when (exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
        {
            // Such an exception quotes what came, and that may be credentials: so it is not passed on.
            throw NoReply($"{address} answered with something that is not HTTP.", cause: null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw NoReply($"{address} could not be reached: {exception.Message}", exception);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>An address without what may be secret in it: user, path and query.</summary>
    public static string Shown(Uri address) => $"{address.Scheme}://{address.Authority}";

    private static LogServiceAuthenticationException NoReply(string message, Exception? cause) => new(message, cause)
    {
        IsTransient = cause?.InnerException is not AuthenticationException, // a certificate that does not fit today will not fit in a second
        NothingThere = true,
    };

    private static SocketsHttpHandler Connections(TimeSpan connectTimeout, bool useProxy) => new()
    {
        ConnectTimeout = connectTimeout,
        UseProxy = useProxy,
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
