using System.Globalization;
using System.Text;

namespace ShipperClient.Worker.Diagnostics;

/// <summary>Text of the service as a log may have it.</summary>
internal static class UntrustedText
{
    private const int MaxLength = 512;

    /// <summary>Replaces what breaks a line, moves a cursor or is not seen by blanks, and cuts the text to 512 characters.</summary>
    public static string Clean(string text)
    {
        // By whole characters, of which some have two parts.
        var line = string.Concat(text.EnumerateRunes().Take(MaxLength).Select(static rune => IsInvisible(rune) ? " " : rune.ToString())).Trim();
        return text.EnumerateRunes().Skip(MaxLength).Any() ? line + "…" : line;
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
