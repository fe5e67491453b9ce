using System.Text.Json;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Responses;

namespace ShipperClient;

public partial class LogServiceClient
{
    private async Task<T> SendAsync<T>(
        Dependencies dependencies,
        string name,
        OperationTarget target,
        HttpRequestMessage request,
        Func<ReadOnlyMemory<byte>, string?, T> read,
        CancellationToken cancellationToken)
    {
        using var sent = request;
        using var operation = dependencies.Telemetry.Start(name, target, request.RequestUri!, dependencies.Clock);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The pipeline has read the body already: HttpClient need not buffer it once more.
            using var reply = await dependencies.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var requestId = ResponseHeaders.RequestId(reply);
            var result = Read(reply, request, requestId, read);
            operation.Succeeded(reply.StatusCode, requestId);
            return result;
        }
        catch (OperationCanceledException exception)
        {
            var told = TranslateCancellation(exception, cancellationToken);
            operation.Failed(told);
            if (told is not OperationCanceledException)
            {
                Log.OperationFailed(dependencies.Logger, name, target, told.Message);
            }

            throw told;
        }
        catch (Exception exception)
        {
            operation.Failed(exception);
            Log.OperationFailed(dependencies.Logger, name, target, exception.Message);
            throw;
        }
    }

    private static T Read<T>(HttpResponseMessage reply, HttpRequestMessage sent, string? requestId, Func<ReadOnlyMemory<byte>, string?, T> read)
    {
        var body = ((PooledContent)reply.Content).Memory;
        try
        {
            return read(body, requestId);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw LogServiceExceptionFactory.CreateUnreadable(reply.StatusCode, body.Span, requestId, exception, text => SecretRedactor.Mask(text, sent));
        }
    }

    // The caller's own cancellation carries the caller's token. Otherwise the client was disposed, or the application gave its HttpClient a time-out.
    private Exception TranslateCancellation(OperationCanceledException exception, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new OperationCanceledException(exception.Message, exception, cancellationToken)
        : _disposed ? new ObjectDisposedException($"{GetType().Name} was disposed while the call was under way.", exception)
        : new LogServiceUnavailableException("The HttpClient's own time-out ended the call. Try again later.", new TimeoutException(exception.Message, exception)) { IsTransient = true };
}
