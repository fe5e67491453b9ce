namespace ShipperClient.Cli.Texts;

/// <summary>A moment as people type it: a date or a time, local or with an offset, or one of the words <c>now</c>, <c>now-6h</c>, <c>today</c> and <c>yesterday</c>.</summary>
internal static class PointInTime
{
    public static string Form => Strings.Get("MomentForm");

    private const string Now = "now";

    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
    private static readonly string[] Local = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Reads a moment.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="now">The moment that <c>now</c> is.</param>
    /// <param name="zone">The zone of a time without an offset; a date is the start of its day there.</param>
    /// <param name="moment">The moment, in UTC or with the offset that was typed.</param>
    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset moment)
    {
        moment = now;
        if (text == Now)
        {
            return true;
        }

        if (text is "today" or "yesterday")
        {
            moment = InZone(TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(text == "today" ? 0 : -1), zone);
            return true;
        }

        if (text.StartsWith(Now + "-", StringComparison.Ordinal))
        {
            var isDuration = Duration.TryParse(text[(Now.Length + 1)..], out var ago);
            moment = now - ago;
            return isDuration;
        }

        var upper = text.ToUpperInvariant();
        var hasOffset = upper.EndsWith('Z') || (upper.Length > 16 && upper[^6] is '+' or '-' && upper[^3] == ':');
        if (hasOffset)
        {
            return DateTimeOffset.TryParseExact(upper, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
        }

        var isLocal = DateTime.TryParseExact(upper, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        moment = isLocal ? InZone(local, zone) : now;
        return isLocal;
    }

    // A time that the clocks skip is taken with the offset before the change.
    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone) => new(local, zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-1)) : zone.GetUtcOffset(local));
}
