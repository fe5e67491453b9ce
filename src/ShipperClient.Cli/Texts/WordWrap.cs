using System.Text;

namespace ShipperClient.Cli.Texts;

/// <summary>Splits text into lines between words, and between Chinese characters, which have no blanks.</summary>
internal static class WordWrap
{
    public static IReadOnlyList<string> Split(string text, int width)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        var cells = 0;
        foreach (var (piece, isSpaced) in Pieces(text))
        {
            var length = CellWidth.Of(piece);
            if (cells > 0 && cells + length + (isSpaced ? 1 : 0) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                cells = 0;
            }

            if (isSpaced && cells > 0)
            {
                line.Append(' ');
                cells++;
            }

            line.Append(piece);
            cells += length;
        }

        lines.Add(line.ToString());
        return lines;
    }

    private static bool CanBreak(char before, char after) => (CellWidth.IsWide(before) || CellWidth.IsWide(after)) && !CellWidth.IsOpening(before) && !CellWidth.IsClosing(after);

    // Words, each with whether a blank stands before it.
    private static IEnumerable<(string Piece, bool IsSpaced)> Pieces(string text)
    {
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var start = 0;
            for (var i = 1; i <= word.Length; i++)
            {
                if (i == word.Length || CanBreak(word[i - 1], word[i]))
                {
                    yield return (word[start..i], start == 0);
                    start = i;
                }
            }
        }
    }
}
