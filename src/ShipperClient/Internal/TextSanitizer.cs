namespace ShipperClient.Internal;

/// <summary>Makes untrusted text fit for messages and logs: bounded, on one line, and without characters that are not seen or change the direction of others.</summary>
internal static class TextSanitizer
{
    public const int MaxLength = 512;

    public static string Clean(string text, int maxLength = MaxLength)
    {
        var line = string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                // A space, and not nothing: a secret that was redacted must not come together again.
                target[i] = IsPartInvisible(source, i) ? ' ' : source[i];
            }
        }).Trim();

        // Not in the middle of a surrogate pair.
        return line.Length <= maxLength
            ? line
            : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[maxLength - 1]) ? maxLength - 1 : maxLength), "…");
    }

    /// <summary>Trims blanks, line breaks and everything else at the ends that is not seen.</summary>
    public static string TrimInvisible(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlankOrInvisible(text, start))
        {
            start++;
        }

        while (end > start && IsBlankOrInvisible(text, end - 1))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Says what a reader would not see in a text that is shown cleaned, such as "ends with a line break"; <see langword="null"/> if there is nothing of the kind.</summary>
    public static string? DescribeInvisible(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // Blanks within a text are seen.
            if (IsInvisible(text, i) || (char.IsWhiteSpace(text[i]) && (i == 0 || string.IsNullOrWhiteSpace(text[i..]))))
            {
                var place = i == 0 ? "begins with" : i == text.Length - 1 || TrimInvisible(text[i..]).Length == 0 ? "ends with" : "contains";
                return $"{place} {NameOf(text[i])}";
            }
        }

        return null;
    }

    /// <summary>Whether the character of which a place in a text is a part, one of two for those beyond the first plane, is not seen.</summary>
    public static bool IsPartInvisible(string text, int index) => IsInvisible(text, char.IsLowSurrogate(text[index]) && index > 0 ? index - 1 : index);

    /// <summary>Whether a character on its own is not seen, or changes the direction of others.</summary>
    public static bool IsInvisible(char character) => IsInvisible(CharUnicodeInfo.GetUnicodeCategory(character));

    private static string NameOf(char c) => c switch
    {
        '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' => "a line break",
        _ when char.IsWhiteSpace(c) => "a blank",
        _ => string.Create(CultureInfo.InvariantCulture, $"an invisible character (U+{(int)c:X4})"),
    };

    private static bool IsBlankOrInvisible(string text, int index) => char.IsWhiteSpace(text[index]) || IsInvisible(text, index);

    // Format characters have no width or change the direction of text, which can make the rest of a log's line read differently.
    private static bool IsInvisible(string text, int index) => IsInvisible(CharUnicodeInfo.GetUnicodeCategory(text, index));

    private static bool IsInvisible(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
