using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Responses;
using ShipperClient.Internal.Signing;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Innermost: gets the credentials, dates the attempt by the service's clock, and signs it. Nothing changes a request after this, and nobody above sees a reply compressed.</summary>
internal sealed class SigningHandler(RequestSigner signer, ILogServiceCredentialsProvider provider, TimeProvider serverClock) : DelegatingHandler
{
    /// <summary>Which credentials the last attempt was signed with, so that exactly these can be reported as expired.</summary>
    public static readonly HttpRequestOptionsKey<LogServiceCredentials> Credentials = new("ShipperClient.Credentials");

    /// <summary>Whose credentials an attempt is waiting for, so that time which runs out meanwhile is not blamed on the service.</summary>
    public static readonly HttpRequestOptionsKey<string?> WaitingFor = new("ShipperClient.WaitingFor");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var credentials = await GetCredentialsAsync(request, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> body = request.Content switch
        {
            null => default,
            JsonBytesContent ours => ours.Json,
            var other => await other.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
        };
        request.Options.Set(Credentials, credentials);
        signer.Sign(request, body.Span, credentials, serverClock.GetUtcNow());
        var reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await ResponseDecompression.DecompressAsync(reply, cancellationToken).ConfigureAwait(false);
        return reply;
    }

    private async ValueTask<LogServiceCredentials> GetCredentialsAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        LogServiceCredentials? credentials;
        try
        {
            var pending = provider.GetCredentialsAsync(cancellationToken);
            if (pending.IsCompletedSuccessfully)
            {
                credentials = pending.Result;
            }
            else
            {
                // A provider that does not listen to its token must not hold the caller.
                request.Options.Set(WaitingFor, provider.GetType().Name);
                credentials = await pending.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
                request.Options.Set(WaitingFor, null);
            }
        }
        catch (Exception exception) when (exception is not LogServiceAuthenticationException && !cancellationToken.IsCancellationRequested)
        {
            throw new LogServiceAuthenticationException(
                $"The credentials could not be obtained from {provider.GetType().Name}: {exception.Message} See the inner exception.", exception);
        }

        return credentials ?? throw new LogServiceAuthenticationException(
            $"{provider.GetType().Name} returned null instead of credentials. A provider that has none must say why by throwing.");
    }
}
