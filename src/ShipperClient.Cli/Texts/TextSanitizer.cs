using System.Buffers;
using System.Text;

namespace ShipperClient.Cli.Texts;

/// <summary>
/// Makes text of the service safe for a terminal and for one line: control characters and line separators become blanks; characters that are not seen, which can
/// reverse what follows or hide in a word (bidirectional controls, zero-width characters), are dropped.
/// </summary>
internal static class TextSanitizer
{
    // Everything of ASCII that is printed as it stands; other text is looked at closely.
    private static readonly SearchValues<char> Printable = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static string Sanitize(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Printable))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
            {
                continue;
            }

            clean.Append(IsBreak(rune) ? " " : rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>Whether a character has no form of its own, such as a direction mark or a zero-width joiner.</summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    private static bool IsBreak(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
