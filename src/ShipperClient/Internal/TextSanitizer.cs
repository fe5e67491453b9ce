namespace ShipperClient.Internal;

/// <summary>Makes untrusted text fit for messages and logs: bounded, on one line, and without marks that change its direction.</summary>
internal static class TextSanitizer
{
    public const int MaxLength = 512;

    public static string Clean(string text, int maxLength = MaxLength)
    {
        var line = string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = IsUnsafe(source[i]) ? ' ' : source[i];
            }
        }).Trim();

        // Not in the middle of a surrogate pair.
        return line.Length <= maxLength
            ? line
            : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[maxLength - 1]) ? maxLength - 1 : maxLength), "…");
    }

    // Marks that change the direction of text can make the rest of a log's line read differently.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
