using System.Globalization;

namespace ShipperClient.Testing.Internal.Protocol;

/// <summary>
/// Checks the date of a request: present, readable, and within 15 minutes of the service's clock (docs/service-api.md, "Headers of every
/// request").
/// </summary>
internal static class RequestDate
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    // Public test vectors sign days without a leading zero.
    private static readonly string[] FormatsV1 = ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss 'GMT'"];
    private static readonly string[] FormatsV4 = ["yyyyMMdd'T'HHmmss'Z'"];

    /// <summary>Returns the date of a v1 request as it was sent: an <c>x-log-date</c> takes precedence over <c>Date</c>.</summary>
    public static string OfV1(RecordedRequest request) =>
        request.Headers.GetValueOrDefault(HeaderNames.LogDate) ?? request.Headers.GetValueOrDefault("Date", "");

    public static ServiceError? Validate(RecordedRequest request, bool isV4, DateTimeOffset now)
    {
        var text = isV4 ? request.Headers.GetValueOrDefault(HeaderNames.LogDate, "") : OfV1(request);
        if (text.Length == 0)
        {
            return ServiceError.MissingHeader("MissingDate", isV4 ? HeaderNames.LogDate : "Date");
        }

        var formats = isV4 ? FormatsV4 : FormatsV1;
        if (!DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return ServiceError.BadRequest("InvalidDateFormat", $"Date {text} must follow RFC822.");
        }

        // The date has whole seconds, so the clock is read in whole seconds too.
        var age = TimeSpan.FromSeconds(now.ToUnixTimeSeconds() - date.ToUnixTimeSeconds());
        if (age > Tolerance)
        {
            return ServiceError.BadRequest("RequestTimeExpired",
                string.Create(CultureInfo.InvariantCulture, $"request time{date:R} has been expired while server time is {now:R}"));
        }

        return age < -Tolerance ? ServiceError.BadRequest("RequestTimeTooSkewed", "Request time exceeds server time more than 15 minutes.") : null;
    }
}
