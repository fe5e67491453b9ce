using System.Text;

namespace ShipperClient.Cli.Texts;

/// <summary>A length of time as people type it: <c>6h</c>, <c>90m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
internal static class Duration
{
    public static string Form => Strings.Get("DurationForm");

    /// <summary>The longest duration that is accepted.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits++;
                continue;
            }

            if (UnitOf(text[i]) is not { } unit
                || !int.TryParse(text.AsSpan(i - digits, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number * unit.TotalDays > Longest.TotalDays)
            {
                return false;
            }

            duration += number * unit;
            digits = 0;
        }

        return digits == 0 && text.Length > 0 && duration <= Longest;
    }

    /// <summary>Reads a setting of a second to <paramref name="longest"/>; returns what it must be if it is none.</summary>
    public static string? MistakeIn(string name, string text, TimeSpan longest, out TimeSpan duration) => !TryParse(text, out duration) ? Strings.Get("MomentMistake", name, Form, text)
        : duration < Shortest || duration > longest ? Strings.Get("DurationRange", name, Format(Shortest), Format(longest), text)
        : null;

    /// <summary>Writes a duration so that <see cref="TryParse"/> reads it, to the second.</summary>
    public static string Format(TimeSpan duration)
    {
        var text = new StringBuilder();
        Append(duration.Days, 'd');
        Append(duration.Hours, 'h');
        Append(duration.Minutes, 'm');
        Append(duration.Seconds, 's');
        return text.Length == 0 ? "0s" : text.ToString();

        void Append(int number, char unit)
        {
            if (number > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{number}{unit}");
            }
        }
    }

    /// <summary>Writes whole hours, as they are usually said of the look-back: <c>48h</c> rather than <c>2d</c>.</summary>
    public static string Hours(TimeSpan duration) =>
        duration.Ticks % TimeSpan.TicksPerHour == 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0}h") : Format(duration);

    /// <summary>As <see cref="Format"/>, but no finer than its two largest units.</summary>
    public static string About(TimeSpan duration) => Format(duration switch
    {
        { TotalDays: >= 1 } => TimeSpan.FromHours(Math.Floor(duration.TotalHours)),
        { TotalHours: >= 1 } => TimeSpan.FromMinutes(Math.Floor(duration.TotalMinutes)),
        _ => duration,
    });

    private static TimeSpan? UnitOf(char unit) => unit switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
