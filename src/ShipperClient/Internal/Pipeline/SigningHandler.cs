using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Signing;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Innermost: obtains the credentials, dates the attempt by the service's clock, and signs it. Nothing changes a request after this.</summary>
/// <param name="signer">The signer.</param>
/// <param name="provider">The provider of the credentials.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="isSeenAfterwards">Whether handlers of the application see the request after its response: then the signature and the token are removed again.</param>
internal sealed class SigningHandler(RequestSigner signer, ILogServiceCredentialsProvider provider, TimeProvider clock, bool isSeenAfterwards) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var signing = SignAsync(request, cancellationToken);
        return signing.IsCompletedSuccessfully && !isSeenAfterwards ? base.SendAsync(request, cancellationToken) : SendSignedAsync(signing, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendSignedAsync(ValueTask signing, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            await signing.ConfigureAwait(false);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isSeenAfterwards)
            {
                RequestSigner.Unsign(request);
            }
        }
    }

    private async ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallContext.Find(request);
        var credentials = await GetCredentialsAsync(call, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> body = request.Content switch
        {
            null => default,
            JsonBytesContent own => own.Json,
            var other => await other.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
        };
        var authorization = signer.Sign(request, body.Span, credentials, clock.GetUtcNow());
        CallContext.RecordSent(call, request, credentials, authorization);
    }

    private async ValueTask<LogServiceCredentials> GetCredentialsAsync(CallContext? call, CancellationToken cancellationToken)
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
                // A provider that ignores its token must not hold the caller.
                call?.AwaitedProvider = provider.GetType().Name;
                credentials = await pending.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
                call?.AwaitedProvider = null;
            }
        }
        catch (Exception exception) when (exception is not LogServiceAuthenticationException && !cancellationToken.IsCancellationRequested)
        {
            // Its own message may quote a secret, and this one is logged.
            throw new LogServiceAuthenticationException(
                $"The credentials could not be obtained: {provider.GetType().Name} threw {exception.GetType().Name}. See the inner exception.", exception);
        }

        return credentials ?? throw new LogServiceAuthenticationException(
            $"{provider.GetType().Name} returned null instead of credentials. A provider that has no credentials must throw an exception that says why.");
    }
}
