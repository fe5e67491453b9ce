namespace ShipperClient.Cli.Texts;

/// <summary>The width of text in a terminal: Chinese characters and full-width punctuation take two cells.</summary>
internal static class CellWidth
{
    public static int Of(string text) => text.Sum(static c => IsWide(c) ? 2 : 1);

    public static bool IsWide(char c) => c is >= '\u2e80' and < '\ua4d0' or >= '\uac00' and < '\ud7a4' or >= '\uf900' and < '\ufb00' or >= '\uff00' and < '\uff61';

    /// <summary>Adds blanks up to a width.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>Punctuation that must not begin a line.</summary>
    public static bool IsClosing(char c) => c is '，' or '。' or '；' or '：' or '、' or '）' or '」' or '》' or '！' or '？' or '…' or '”' or ',' or '.' or ':' or ';' or ')' or ']' or '>' or '/';

    /// <summary>Punctuation that must not end a line.</summary>
    public static bool IsOpening(char c) => c is '（' or '「' or '《' or '“' or '(' or '[' or '<' or '/';
}
