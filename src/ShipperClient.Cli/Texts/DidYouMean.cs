namespace ShipperClient.Cli.Texts;

/// <summary>Finds the word that was meant by a mistyped one.</summary>
internal static class DidYouMean
{
    public static string? Find(string mistyped, IEnumerable<string> candidates)
    {
        var (best, distance) = candidates.Select(candidate => (candidate, Distance(mistyped, candidate))).DefaultIfEmpty(("", int.MaxValue)).MinBy(static found => found.Item2);
        // One edit for every three letters: more would guess.
        return distance <= Math.Max(1, mistyped.Trim('-').Length / 3) ? best : null;
    }

    // Levenshtein, with a swap of neighbors as one edit.
    private static int Distance(string x, string y)
    {
        var d = new int[x.Length + 1, y.Length + 1];
        for (var i = 0; i <= x.Length; i++)
        {
            for (var j = 0; j <= y.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[x.Length, y.Length];
    }
}
