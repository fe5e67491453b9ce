namespace ShipperClient.Internal.Protocol;

/// <summary>Makes text from outside fit for messages and logs: bounded, and on one line.</summary>
internal static class TextForMessages
{
    public const int MaxLength = 512;

    public static string Clean(string text, int maxLength = MaxLength)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > maxLength)
        {
            // Not in the middle of a surrogate pair.
            trimmed = string.Concat(trimmed.AsSpan(0, char.IsHighSurrogate(trimmed[maxLength - 1]) ? maxLength - 1 : maxLength), "…");
        }

        return string.Create(trimmed.Length, trimmed, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
            }
        });
    }
}
