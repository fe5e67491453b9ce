namespace ShipperClient.Cli.Views;

/// <summary>
/// A bar of successes, running tasks and failures. Each has a shade of its own, so that it can be read without colour, and whatever there is has at least one
/// cell: a single failure among thousands shows.
/// </summary>
internal static class StackedBar
{
    public const string Success = "[green]░[/]";
    public const string Running = "[yellow]▒[/]";
    public const string Fail = "[red]█[/]";

    /// <summary>The bar as markup.</summary>
    public static string Format(int success, int running, int fail, int width)
    {
        int[] cells = Share([success, running, fail], width);
        return Part("green", '░', cells[0]) + Part("yellow", '▒', cells[1]) + Part("red", '█', cells[2]);
    }

    internal static int[] Share(int[] counts, int width)
    {
        var total = counts.Sum();
        if (total == 0 || width < counts.Length)
        {
            return new int[counts.Length];
        }

        var cells = Array.ConvertAll(counts, count => count == 0 ? 0 : Math.Max(1, (int)Math.Round((double)count / total * width)));
        // The rounding error goes to the widest part, in which it is seen least.
        cells[Array.IndexOf(cells, cells.Max())] += width - cells.Sum();
        return cells;
    }

    private static string Part(string color, char shade, int cells) => cells == 0 ? "" : $"[{color}]{new string(shade, cells)}[/]";
}
