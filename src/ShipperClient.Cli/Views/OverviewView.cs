using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>Many shippers in one table, the worst first.</summary>
internal static class OverviewView
{
    private const int Margin = 2;
    private const int Gap = 2;
    private const int BarWidth = 16;

    // In the order in which they stand. A narrow screen shows those of the lowest rank for which it is wide enough: a name and its failures always.
    private static readonly Column[] Columns =
    [
        new("", 5, IsNumber: false, static (health, _) => StackedBar.Format(health.Statistics.Success, health.Statistics.Running, health.Statistics.Fail, BarWidth)),
        new("ColumnSuccess", 3, IsNumber: true, static (health, was) => $"{health.Statistics.Success}{DeltaMarkup.Format(was?.Statistics.Success, health.Statistics.Success, "green", "red")}"),
        new("ColumnRunning", 4, IsNumber: true, static (health, was) => $"{health.Statistics.Running}{DeltaMarkup.Format(was?.Statistics.Running, health.Statistics.Running, "yellow", "green")}"),
        new("ColumnFail", 0, IsNumber: true, static (health, was) => $"{health.Statistics.Fail}{DeltaMarkup.Format(was?.Statistics.Fail, health.Statistics.Fail, "red", "green")}"),
        new("ColumnLag", 2, IsNumber: true, static (health, _) => health.Lag is { } lag ? Duration.About(lag) : "-"),
        new("ColumnTopReason", 1, IsNumber: false, static (health, _) => health.Failures is [var most, ..] ? most.Reason.ToString() : ""),
    ];

    public static IRenderable Create(StatusReport report, int width, ScreenBudget budget, StatusReport? before = null)
    {
        var heading = new Markup(Heading.Format(string.Join(", ", report.Targets), report.Window, width));
        if (report.Shippers.Count == 0)
        {
            return new Rows(heading, new Text(""), new Text(report.HiddenCount > 0 ? Strings.Get("OverviewNoFailed", Plural.Shippers(report.HiddenCount)) : Strings.Get("OverviewNone")));
        }

        var earlier = before?.Shippers.ToDictionary(static shipper => shipper.Target, static shipper => shipper.Health) ?? [];
        var rows = report.Shippers.Take(budget.Rows).Select(shipper => (Name: NameOf(shipper.Target, report.Targets), Cells: Cells(shipper, earlier.GetValueOrDefault(shipper.Target)))).ToList();
        var shown = Fitting(rows, width);
        var table = new Table { Border = TableBorder.None, Expand = false };
        table.AddColumn(new TableColumn(new Text(Strings.Get("ColumnShipper"))) { Padding = new Padding(0, 0, Gap, 0) });
        foreach (var i in shown)
        {
            table.AddColumn(new TableColumn(new Text(HeadingOf(i)))
            {
                NoWrap = true,
                Padding = new Padding(0, 0, i == shown[^1] ? 0 : Gap, 0),
                Alignment = Columns[i].IsNumber ? Justify.Right : Justify.Left,
            });
        }

        foreach (var (name, cells) in rows)
        {
            table.AddRow([new Text(name), .. shown.Select(i => new Markup(cells[i]))]);
        }

        var left = Math.Max(0, report.Shippers.Count - budget.Rows) + report.HiddenCount;
        var failing = report.Shippers.Count(static shipper => shipper.Fail > 0);
        return new Rows(heading, new Text(""), new Padder(table, new Padding(Margin, 0, 0, 0)), new Text(""), new Text(
            Strings.Get("OverviewTotals", report.Shippers.Count + report.HiddenCount, failing, report.Fail) + (left > 0 ? Strings.Get("MoreNotShown", left) : "")));
    }

    // The columns beside the name for which the screen is wide enough.
    private static List<int> Fitting(List<(string Name, string[] Cells)> rows, int width)
    {
        var names = Math.Min(rows.Select(static row => row.Name.Length).DefaultIfEmpty(0).Max(), width * 2 / 3);
        var left = width - Margin - names;
        List<int> shown = [];
        foreach (var i in Enumerable.Range(0, Columns.Length).OrderBy(static i => Columns[i].Rank))
        {
            if (shown.Count == 0 || Gap + WidthOf(i) <= left)
            {
                shown.Add(i);
                left -= Gap + WidthOf(i);
            }
        }

        shown.Sort();
        return shown;

        int WidthOf(int column) => Math.Max(CellWidth.Of(HeadingOf(column)), rows.Select(row => CellWidth.Of(Markup.Remove(row.Cells[column]))).DefaultIfEmpty(0).Max());
    }

    private static string HeadingOf(int column) => Columns[column].Key.Length == 0 ? "" : Strings.Get(Columns[column].Key);

    private static string[] Cells(ShipperReport shipper, ShipperHealth? was) => shipper.Health is { } health
        ? Array.ConvertAll(Columns, column => column.Cell(health, was))
        : ["", "?", "?", "?", "?", $"[red]{ErrorWord.Format(shipper.Error!)}[/]"];

    // What the heading says is not repeated in every row.
    private static string NameOf(Target shipper, IReadOnlyList<Target> targets)
    {
        var name = shipper.Shipper is null ? $"{shipper}/*" : shipper.ToString();
        return targets is [var target] ? name[(target.ToString().Length + 1)..] : name;
    }

    private sealed record Column(string Key, int Rank, bool IsNumber, Func<ShipperHealth, ShipperHealth?, string> Cell);
}
