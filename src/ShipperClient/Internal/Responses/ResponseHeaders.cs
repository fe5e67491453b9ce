namespace ShipperClient.Internal.Responses;

/// <summary>Reads the headers of a response that its body does not repeat.</summary>
internal static class ResponseHeaders
{
    private const int MaxRequestIdLength = 128;

    /// <summary>The service's id of the request, for every error.</summary>
    public static string? RequestId(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(LogServiceHeaders.RequestId, out var values) && TextSanitizer.Clean(values.ToString(), MaxRequestIdLength) is { Length: > 0 } id
            ? id
            : null;

    /// <summary>The time to wait before a retry, whether it is sent in seconds or as a date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            // Against the date of the response if it has one: the service's clock wrote both.
            { Date: { } date } => date - (response.Headers.Date ?? now),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
