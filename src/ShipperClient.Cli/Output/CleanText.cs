namespace ShipperClient.Cli.Output;

/// <summary>Text of others on one line, and without control characters: those could move the cursor or colour the screen.</summary>
internal static class CleanText
{
    public static string Of(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0
        ? text
        : string.Create(text.Length, text, static (clean, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                clean[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }
        });
}
