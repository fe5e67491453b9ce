using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>
/// Reads the whole response within the attempt, bounded, so that a slow, truncated or endless one is a failed attempt; and throws the exception of
/// anything that is not a 2xx, so that the strategies decide on meaning and not on raw bodies.
/// </summary>
internal sealed class ResponseReceiver(TimeProvider clock)
{
    private const int MaxErrorLength = 64 * 1024;

    public async ValueTask ReceiveAsync(CallContext call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await ResponseDecompression.DecompressAsync(response, cancellationToken).ConfigureAwait(false);
        if (ProxyRefusal.IsProxyStatus(response.StatusCode))
        {
            throw CallErrors.ProxyRefused(response.StatusCode);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await ReadErrorAsync(call, response, cancellationToken).ConfigureAwait(false);
        }

        using var received = response.Content;
        var body = await PooledContent.ReadAsync(received, PooledContent.MaxBodyLength, cutAtLimit: false, cancellationToken).ConfigureAwait(false);
        response.Content = body;
        if (call.Operation.Method == HttpMethod.Get && ResponseHeaders.ContentLength(received) is null && TruncatedJson.Detect(body.Memory.Span))
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response is cut off.");
        }
    }

    private async Task<LogServiceException> ReadErrorAsync(CallContext call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = await PooledContent.ReadAsync(response.Content, MaxErrorLength, cutAtLimit: true, cancellationToken).ConfigureAwait(false);
        var redactor = call.CreateRedactor(response.RequestMessage);
        var error = ErrorResponse.Read(body.Memory.Span, redactor) with { Location = ResponseHeaders.Location(response, redactor) };
        var kind = ErrorClassifier.Classify(response.StatusCode, error.Code, error.Message);
        call.RecordRefusal(kind, response, error.Message);
        return LogServiceExceptionFactory.Create(
            kind, response.StatusCode, error, call.RequestIdOf(response), ResponseHeaders.RetryAfter(response, clock.GetUtcNow()), call.Operation.Action);
    }
}
