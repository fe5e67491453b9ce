using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>Many shippers in one table, the worst first.</summary>
internal static class OverviewView
{
    private const int BarWidth = 16;

    // Below this width the name of the reason is worth more than a bar.
    private const int WidthForBar = 100;

    public static IRenderable Create(StatusReport report, int width, ScreenBudget budget, StatusReport? before = null)
    {
        var heading = new Markup(Heading.Format(report.Target.ToString(), report.Window, width));
        if (report.Shippers.Count == 0)
        {
            return new Rows(heading, new Text(""), new Text("  There are no shippers."));
        }

        var table = new Table { Border = TableBorder.None, Expand = false };
        table.AddColumn(new TableColumn(new Text("Shipper")) { Padding = new Padding(0, 0, 2, 0) });
        table.AddColumn(new TableColumn(new Text("")) { NoWrap = true, Padding = new Padding(0, 0, width < WidthForBar ? 0 : 2, 0) });
        AddNumber("Success");
        AddNumber("Running");
        AddNumber("Fail");
        AddNumber("Lag");
        table.AddColumn(new TableColumn(new Text("Top reason")) { Padding = new Padding(0, 0, 0, 0) });
        var earlier = before?.Shippers.ToDictionary(static shipper => shipper.Shipper) ?? [];
        foreach (var shipper in report.Shippers.Take(budget.Rows))
        {
            table.AddRow(Row(shipper, NameOf(shipper.Shipper, report.Target), earlier.GetValueOrDefault(shipper.Shipper), width < WidthForBar ? 0 : BarWidth));
        }

        var left = Math.Max(0, report.Shippers.Count - budget.Rows);
        var failing = report.Shippers.Count(static shipper => shipper.Fail > 0);
        return new Rows(heading, new Text(""), new Padder(table, new Padding(2, 0, 0, 0)), new Text(""), new Text(
            string.Create(CultureInfo.InvariantCulture, $"  Shippers: {report.Shippers.Count}, with failures: {failing}, failed tasks: {report.Fail}{(left > 0 ? $"; {left} more not shown" : "")}")));

        void AddNumber(string name) =>
            table.AddColumn(new TableColumn(new Text(name)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0), Alignment = Justify.Right });
    }

    private static IEnumerable<IRenderable> Row(ShipperReport shipper, string name, ShipperReport? before, int barWidth)
    {
        if (shipper.Summary is not { Statistics: var now } summary)
        {
            return [new Text(name), new Text(""), new Text("?"), new Text("?"), new Text("?"), new Text("?"), new Markup($"[red]{ErrorWord.Format(shipper.Error!)}[/]")];
        }

        var was = before?.Summary?.Statistics;
        return
        [
            new Text(name),
            new Markup(StackedBar.Format(now.Success, now.Running, now.Fail, barWidth)),
            new Markup($"{now.Success}{DeltaMarkup.Format(was?.Success, now.Success, "green", "red")}"),
            new Markup($"{now.Running}{DeltaMarkup.Format(was?.Running, now.Running, "yellow", "green")}"),
            new Markup($"{now.Fail}{DeltaMarkup.Format(was?.Fail, now.Fail, "red", "green")}"),
            new Text(summary.Lag is { } lag ? Duration.About(lag) : "-"),
            new Text(summary.Failures is [var most, ..] ? most.Reason.ToString() : ""),
        ];
    }

    // What the heading says is not repeated in every row.
    private static string NameOf(ShipperReference shipper, Target target) => target.Logstore is null ? $"{shipper.Logstore}/{shipper.Name}" : shipper.Name;
}
