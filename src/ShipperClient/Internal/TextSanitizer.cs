namespace ShipperClient.Internal;

/// <summary>Makes text from outside fit for messages and logs: bounded, on one line, and read in the order in which it stands.</summary>
internal static class TextSanitizer
{
    public const int MaxLength = 512;

    public static string Clean(string text, int maxLength = MaxLength)
    {
        var line = string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = IsUnfit(source[i]) ? ' ' : source[i];
            }
        }).Trim();

        // Not in the middle of a surrogate pair.
        return line.Length <= maxLength
            ? line
            : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[maxLength - 1]) ? maxLength - 1 : maxLength), "…");
    }

    // The marks that turn the direction of writing around can make the rest of a log's line read as something else.
    private static bool IsUnfit(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
