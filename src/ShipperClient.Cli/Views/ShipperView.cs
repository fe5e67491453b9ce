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
        var health = report.Health!;
        var (success, running, fail) = (health.Statistics.Success, health.Statistics.Running, health.Statistics.Fail);
        var was = before?.Health?.Statistics;
        List<IRenderable> rows = [new Markup(Heading.Format(report.Target.ToString(), window, width)), new Text("")];
        if (success + running + fail > 0 && budget.HasBar)
        {
            rows.Add(new Markup($"  {StackedBar.Format(success, running, fail, width - (2 * Margin))}"));
        }

        rows.Add(new Markup(
            $"  {Plural.Tasks(success + running + fail)}   {StackedBar.Success} {success} {Strings.Get("StatusSuccess")}{DeltaMarkup.Format(was?.Success, success, "green", "red")}"
            + $"   {StackedBar.Running} {running} {Strings.Get("StatusRunning")}{DeltaMarkup.Format(was?.Running, running, "yellow", "green")}"
            + $"   {StackedBar.Fail} {fail} {Strings.Get("StatusFail")}{DeltaMarkup.Format(was?.Fail, fail, "red", "green")}"));
        rows.Add(new Text(""));
        if (success + running + fail > 0 && budget.Hours > 0)
        {
            rows.Add(Timeline([.. health.Timeline!.TakeLast(budget.Hours)], window, width));
            rows.Add(new Text(""));
        }

        if (health.Failures.Count > 0 && budget.Rows > 0)
        {
            var left = Math.Max(0, health.Failures.Count - budget.Rows);
            rows.Add(new Text($"  {Strings.Get("FailuresByReason")}{(left > 0 ? Strings.Get("MoreNotShown", left) : "")}"));
            rows.Add(FailureTable.Create([.. health.Failures.Take(budget.Rows)], window, before?.Health?.Failures));
            rows.Add(new Text(""));
        }

        if (budget.HasTimes)
        {
            rows.AddRange(Times(health, window));
        }

        return new Rows(rows);
    }

    /// <summary>The lag, the newest success and the oldest failure.</summary>
    private static IEnumerable<Text> Times(ShipperHealth health, Window window)
    {
        yield return new Text(health is { Lag: { } lag, LastDataReceivedAt: { } last }
            ? Strings.Get("TimesLastData", window.Hour(last), Duration.About(lag))
            : Strings.Get("TimesNoData"));
        if (health.NewestSuccessAt is { } newest)
        {
            yield return new Text(Strings.Get("TimesNewestSuccess", window.Hour(newest)));
        }

        if (health.OldestFailureAt is { } oldest)
        {
            yield return new Text(Strings.Get("TimesOldestFailure", window.Hour(oldest)));
        }
    }

    private static Grid Timeline(IReadOnlyList<HourCount> hours, Window window, int width)
    {
        // The hour, its bar, then "  12345  █ 123".
        var otherColumns = 29 + window.Hour(hours[0].From).Length;
        var most = hours.Max(static hour => hour.Total);
        var widest = Math.Max(10, width - otherColumns);
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
