namespace ShipperClient.Internal.Responses;

/// <summary>What a reply's headers tell besides its body.</summary>
internal static class ResponseHeaders
{
    private const int MaxRequestIdLength = 128;

    /// <summary>The service's id for the request, to be quoted in every error.</summary>
    public static string? RequestId(HttpResponseMessage reply) =>
        reply.Headers.NonValidated.TryGetValues(LogServiceHeaders.RequestId, out var values) && TextSanitizer.Clean(values.ToString(), MaxRequestIdLength) is { Length: > 0 } id
            ? id
            : null;

    /// <summary>How long to wait, whether told in seconds or as a date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage reply, DateTimeOffset now)
    {
        var wait = reply.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            // Against the reply's own date where it has one: the service's clock wrote both.
            { Date: { } date } => date - (reply.Headers.Date ?? now),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
