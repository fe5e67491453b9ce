using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>One shipper: its tasks by status and hour, why they failed, and its lag.</summary>
internal static class ShipperView
{
    private const int Margin = 2;

    public static IRenderable Create(ShipperReport report, Window window, int width, ScreenBudget budget, ShipperReport? before = null)
    {
        var summary = report.Summary!;
        var (success, running, fail) = (summary.Statistics.Success, summary.Statistics.Running, summary.Statistics.Fail);
        var was = before?.Summary?.Statistics;
        List<IRenderable> rows = [new Markup(Heading.Format(report.Shipper.ToString(), window, width)), new Text("")];
        if (success + running + fail > 0)
        {
            rows.Add(new Markup($"  {StackedBar.Format(success, running, fail, width - (2 * Margin))}"));
        }

        rows.Add(new Markup(
            $"  {success + running + fail} tasks   {StackedBar.Success} {success} success{DeltaMarkup.Format(was?.Success, success, "green", "red")}"
            + $"   {StackedBar.Running} {running} running{DeltaMarkup.Format(was?.Running, running, "yellow", "green")}"
            + $"   {StackedBar.Fail} {fail} fail{DeltaMarkup.Format(was?.Fail, fail, "red", "green")}"));
        rows.Add(new Text(""));
        if (success + running + fail > 0 && budget.Hours > 0)
        {
            rows.Add(Timeline([.. report.Timeline!.TakeLast(budget.Hours)], window, width));
            rows.Add(new Text(""));
        }

        if (summary.Failures.Count > 0)
        {
            var left = Math.Max(0, summary.Failures.Count - budget.Rows);
            rows.Add(new Text($"  Failures by reason{(left > 0 ? $"; {left} more not shown" : "")}"));
            rows.Add(FailureTable.Create([.. summary.Failures.Take(budget.Rows)], window, before?.Summary?.Failures));
            rows.Add(new Text(""));
        }

        rows.AddRange(Times(summary, window));
        return new Rows(rows);
    }

    /// <summary>The lag, the newest success and the oldest failure.</summary>
    private static IEnumerable<Text> Times(ShipperSummary summary, Window window)
    {
        yield return new Text(summary is { Lag: { } lag, LastDataReceivedAt: { } last }
            ? $"  Last data       {window.Hour(last)}  ({Duration.About(lag)} ago)"
            : "  No task in this window says when data was last received.");
        if (summary.NewestSuccess is { } newest)
        {
            yield return new Text($"  Newest success  {window.Hour(newest.CreatedAt)}");
        }

        if (summary.OldestFailure is { } oldest)
        {
            yield return new Text($"  Oldest failure  {window.Hour(oldest.CreatedAt)}");
        }
    }

    private static Grid Timeline(IReadOnlyList<HourCount> hours, Window window, int width)
    {
        // "  01-15 04:00  ", then the bar, then "  12345 tasks, 123 fail".
        const int OtherColumns = 40;
        var most = hours.Max(static hour => hour.Total);
        var widest = Math.Max(10, width - OtherColumns);
        var grid = new Grid { Expand = false };
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(Margin, 0, 2, 0) });
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0), Alignment = Justify.Right });
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 0, 0) });
        foreach (var hour in hours)
        {
            var length = hour.Total == 0 ? 0 : Math.Max(3, (int)Math.Round((double)hour.Total / most * widest));
            grid.AddRow(
                window.Hour(hour.From),
                StackedBar.Format(hour.Success, hour.Running, hour.Fail, length),
                hour.Total.ToString(CultureInfo.InvariantCulture),
                hour.Fail > 0 ? $"{StackedBar.Fail} {hour.Fail}" : "");
        }

        return grid;
    }
}
