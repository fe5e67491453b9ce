using System.Globalization;

namespace ShipperClient.Worker.Diagnostics;

/// <summary>Text of the service as a log may have it.</summary>
internal static class UntrustedText
{
    private const int MaxLength = 512;

    /// <summary>Replaces what breaks a line, moves a cursor or is not seen by blanks, and cuts the text to 512 characters.</summary>
    public static string Clean(string text)
    {
        var line = string.Concat(text.Take(MaxLength).Select(static c => IsInvisible(c) ? ' ' : c)).Trim();
        return text.Length > MaxLength ? line + "…" : line;
    }

    private static bool IsInvisible(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
