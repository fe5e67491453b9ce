namespace ShipperClient.Internal.Options;

/// <summary>Suggests the setting that a mistyped name probably means.</summary>
internal static class SettingNames
{
    /// <summary>Returns a question that names the nearest of the known names, or nothing if none is near.</summary>
    public static string Suggest(string name, IEnumerable<string> known, string prefix = "")
    {
        var nearest = known.MinBy(candidate => Distance(candidate, name));
        return nearest is null || Distance(nearest, name) > Math.Max(name.Length, nearest.Length) / 2 ? "" : $" Did you mean {prefix}{nearest}?";
    }

    // How many characters have to be inserted, removed or replaced to make one name of the other, regardless of case.
    private static int Distance(string x, string y)
    {
        var distances = Enumerable.Range(0, y.Length + 1).ToArray();
        for (var i = 1; i <= x.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i;
            for (var j = 1; j <= y.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(x[i - 1]) == char.ToUpperInvariant(y[j - 1]) ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.Min(replaced, Math.Min(distances[j], distances[j - 1]) + 1);
            }
        }

        return distances[y.Length];
    }
}
