namespace ShipperClient.Internal;

/// <summary>Makes text from outside fit for messages and logs: bounded, and on one line.</summary>
internal static class TextForMessages
{
    public const int MaxLength = 512;

    public static string Clean(string text, int maxLength = MaxLength)
    {
        var line = string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
            }
        }).Trim();

        // Not in the middle of a surrogate pair.
        return line.Length <= maxLength
            ? line
            : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[maxLength - 1]) ? maxLength - 1 : maxLength), "…");
    }
}
