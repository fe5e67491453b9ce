using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>Failures by reason, the most frequent first, each with what the service said and what to do.</summary>
internal static class FailureTable
{
    public static Grid Create(IReadOnlyList<FailureGroup> failures, Window window, IReadOnlyList<FailureGroup>? before)
    {
        var grid = new Grid { Expand = false };
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0), Alignment = Justify.Right });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var failure in failures)
        {
            var was = before is null ? failure.Count : before.FirstOrDefault(group => group.Reason == failure.Reason)?.Count ?? 0;
            grid.AddRow(
                new Markup($"[red]{failure.Count}[/]{DeltaMarkup.Format(was, failure.Count, "red", "green")}"),
                new Rows(Lines(failure, window)));
        }

        return grid;
    }

    private static IEnumerable<IRenderable> Lines(FailureGroup failure, Window window)
    {
        yield return new Markup($"[bold]{failure.Reason}[/]  {Strings.Get("FailureNewest", window.Hour(failure.NewestAt))}");
        if (failure.SampleMessage is { } said)
        {
            // One message of several must not read as if all tasks had it.
            yield return new Text(failure.DistinctMessages > 1
                ? Strings.Get("FailureSample", TextSanitizer.Sanitize(said), failure.DistinctMessages)
                : TextSanitizer.Sanitize(said));
        }

        yield return new Markup($"[blue]→ {Markup.Escape(RemediationAdvice.For(failure.Reason, Strings.Current))}[/]");
    }
}
