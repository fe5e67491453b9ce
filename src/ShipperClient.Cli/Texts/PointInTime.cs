namespace ShipperClient.Cli.Texts;

/// <summary>A moment as people type it: RFC 3339, <c>now</c>, or <c>now-6h</c>.</summary>
internal static class PointInTime
{
    public const string Form = "RFC 3339 with Z or an offset, such as 2026-01-15T04:00:00Z or 2026-01-15T12:00:00+08:00, or now-6h";

    private const string Now = "now";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset moment)
    {
        moment = now;
        if (text == Now)
        {
            return true;
        }

        if (text.StartsWith(Now + "-", StringComparison.Ordinal))
        {
            var isDuration = Duration.TryParse(text[(Now.Length + 1)..], out var ago);
            moment = now - ago;
            return isDuration;
        }

        // Without an offset it is not known which time is meant: that of this machine, of the service or UTC.
        var upper = text.ToUpperInvariant();
        var hasOffset = upper.EndsWith('Z') || (upper.Length > 6 && upper[^6] is '+' or '-' && upper[^3] == ':');
        return hasOffset && DateTimeOffset.TryParseExact(upper, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }
}
