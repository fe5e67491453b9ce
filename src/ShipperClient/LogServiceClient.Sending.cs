using System.Text.Json;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Protocol;

namespace ShipperClient;

public partial class LogServiceClient
{
    private async Task<T> SendAsync<T>(
        Parts parts,
        string name,
        OperationTarget target,
        HttpRequestMessage request,
        Func<ReadOnlyMemory<byte>, string?, T> read,
        CancellationToken cancellationToken)
    {
        using var sent = request;
        using var operation = parts.Telemetry.Start(name, target, request.RequestUri!, parts.ServerClock);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The pipeline has read the body already: HttpClient need not buffer it once more.
            using var reply = await parts.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var requestId = ReplyHeaders.RequestId(reply);
            var result = Read(reply, request, requestId, read);
            operation.Succeeded(reply.StatusCode, requestId);
            return result;
        }
        catch (OperationCanceledException exception)
        {
            var told = WhyCancelled(exception, cancellationToken);
            operation.Failed(told);
            if (told is not OperationCanceledException)
            {
                Log.OperationFailed(parts.Logger, name, target, told.Message);
            }

            throw told;
        }
        catch (Exception exception)
        {
            operation.Failed(exception);
            Log.OperationFailed(parts.Logger, name, target, exception.Message);
            throw;
        }
    }

    private static T Read<T>(HttpResponseMessage reply, HttpRequestMessage sent, string? requestId, Func<ReadOnlyMemory<byte>, string?, T> read)
    {
        var body = ((ReplyContent)reply.Content).Memory;
        try
        {
            return read(body, requestId);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw LogServiceErrors.Unreadable(reply.StatusCode, body.Span, requestId, exception, text => SentSecrets.Mask(text, sent));
        }
    }

    // The caller's own cancellation carries the caller's token. Otherwise the client was disposed, or the application gave its HttpClient a time-out.
    private Exception WhyCancelled(OperationCanceledException exception, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new OperationCanceledException(exception.Message, exception, cancellationToken)
        : _disposed ? new ObjectDisposedException($"{GetType().Name} was disposed while the call was under way.", exception)
        : new LogServiceUnavailableException("The HttpClient's own time-out ended the call. Try again later.", new TimeoutException(exception.Message, exception)) { IsTransient = true };
}
