namespace ShipperClient.Internal.Responses;

/// <summary>Reads the headers of a response that its body does not repeat.</summary>
internal static class ResponseHeaders
{
    private const int MaxRequestIdLength = 128;
    private const int MaxLocationLength = 256;

    /// <summary>The service's id of the request, for every error.</summary>
    public static string? RequestId(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(LogServiceHeaders.RequestId, out var values) && TextSanitizer.Clean(values.ToString(), MaxRequestIdLength) is { Length: > 0 } id
            ? id
            : null;

    /// <summary>The length of a body as it is announced. .NET's own property would keep an object of what it parsed.</summary>
    public static long? ContentLength(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Length", out var values) && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;

    /// <summary>
    /// The service's clock at a refusal of the request's date: in the message ("… while server time is Thu, 26 Nov 2026 00:59:44 GMT"), or else in
    /// <c>x-log-time</c>, or else in <c>Date</c>, which has been seen decades wrong.
    /// </summary>
    public static DateTimeOffset? ServerTime(HttpResponseMessage response, string? message) => TimeIn(message) ?? LogTime(response) ?? response.Headers.Date;

    /// <summary>Where a redirect points, without what may be secret: no user info, no query, no fragment.</summary>
    public static string? Location(HttpResponseMessage response, SecretRedactor redactor)
    {
        if (!response.Headers.NonValidated.TryGetValues("Location", out var values)
            || values.ToString() is not { Length: > 0 } text
            || !Uri.TryCreate(response.RequestMessage?.RequestUri, text, out var location)
            || location.Scheme is not ("http" or "https"))
        {
            return null;
        }

        // Unescaped, so that a secret is found in it.
        var target = location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped);
        return TextSanitizer.Clean(redactor.Redact(target), MaxLocationLength);
    }

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

    private static DateTimeOffset? TimeIn(string? message)
    {
        const string Before = "server time is ";
        const string Zone = "GMT";
        var start = message?.IndexOf(Before, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
        {
            return null;
        }

        var text = message.AsSpan(start + Before.Length);
        var end = text.IndexOf(Zone, StringComparison.OrdinalIgnoreCase);
        return end >= 0 && DateTimeOffset.TryParse(text[..(end + Zone.Length)], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    // Unix seconds.
    private static DateTimeOffset? LogTime(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(LogServiceHeaders.LogTime, out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? LenientJson.ToTime(seconds)
            : null;
}
