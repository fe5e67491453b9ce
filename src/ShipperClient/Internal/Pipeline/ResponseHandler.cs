using System.Security.Authentication;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>
/// Reads the whole reply within the attempt, bounded, so that a dripping, truncated or endless one is an attempt that failed; and turns
/// whatever is not a 2xx into its exception, so that the retries above decide on meaning and not on raw bodies.
/// </summary>
internal sealed class ResponseHandler(TimeProvider clock) : DelegatingHandler
{
    private const int MaxReplyLength = 16 * 1024 * 1024;
    private const int MaxErrorLength = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? reply = null;
        try
        {
            reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!reply.IsSuccessStatusCode)
            {
                throw await ReadErrorAsync(request, reply, cancellationToken).ConfigureAwait(false);
            }

            using var arriving = reply.Content;
            reply.Content = await PooledContent.ReadAsync(arriving, MaxReplyLength, cutAtLimit: false, cancellationToken).ConfigureAwait(false);
            return reply;
        }
        catch (Exception exception)
        {
            reply?.Dispose();
            if (IsNoReply(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw NoReply(exception);
            }

            throw;
        }
    }

    private async Task<LogServiceException> ReadErrorAsync(HttpRequestMessage request, HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        using var body = await PooledContent.ReadAsync(reply.Content, MaxErrorLength, cutAtLimit: true, cancellationToken).ConfigureAwait(false);
        return LogServiceExceptionFactory.Create(
            reply.StatusCode,
            ErrorResponse.Read(body.Memory.Span, text => SecretRedactor.Mask(text, request)),
            ResponseHeaders.RequestId(reply),
            ResponseHeaders.RetryAfter(reply, clock.GetUtcNow()),
            reply.Headers.Date);
    }

    // A connection that was not made or broke, bytes that do not decompress, and a wait that something below gave up.
    private static bool IsNoReply(Exception exception) =>
        exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException;

    private static LogServiceUnavailableException NoReply(Exception exception)
    {
        // A certificate that does not fit today will not fit in a second.
        var isUntrusted = exception.InnerException is AuthenticationException;
        return new LogServiceUnavailableException(
            $"No usable reply from Log Service: {exception.Message} "
            + (isUntrusted ? "Check the endpoint, and what stands between here and the service." : "Check the endpoint and the network, or try again later."),
            exception)
        {
            IsTransient = !isUntrusted,
        };
    }
}
