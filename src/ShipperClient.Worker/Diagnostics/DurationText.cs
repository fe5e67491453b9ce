using System.Globalization;

namespace ShipperClient.Worker.Diagnostics;

/// <summary>Durations as people read them.</summary>
internal static class DurationText
{
    /// <summary>Writes the two largest units, such as <c>3 d 4 h</c>, <c>1 h 5 min</c> or <c>12 s</c>; below a second, and below zero, <c>0 s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        (int Value, string Unit)[] units = [(duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "min"), (duration.Seconds, "s")];
        var parts = units.SkipWhile(static unit => unit.Value <= 0).Take(2).Where(static unit => unit.Value > 0).ToList();
        return parts.Count == 0 || duration < TimeSpan.Zero
            ? "0 s"
            : string.Join(' ', parts.Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part.Value} {part.Unit}")));
    }
}
