using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>The result of a retry: how many tasks were taken and, after a wait, how they finished and why some failed again.</summary>
internal static class RetryView
{
    public static IRenderable Create(RetryOperation operation, Window window, bool isWaited, int width)
    {
        List<IRenderable> rows = [new Markup($"[bold]{operation.Shipper}[/]  {operation.TakenCount} of {Plural.Tasks(operation.Count)} taken")];
        if (isWaited)
        {
            rows.Add(new Markup(
                $"  {StackedBar.Success} {operation.SucceededCount} success   {StackedBar.Running} {operation.RunningCount} running   {StackedBar.Fail} {operation.FailedAgain.Count} failed again"
                + (operation.LostCount > 0 ? $"   {operation.LostCount} no longer listed" : "")));
            rows.AddRange(FailedAgain(operation.FailedAgain, window, width));
        }

        return new Rows(rows);
    }

    private static IEnumerable<IRenderable> FailedAgain(IReadOnlyList<ShipperTask> failed, Window window, int width)
    {
        if (failed.Count == 0)
        {
            yield break;
        }

        yield return new Text("");
        yield return TaskLine.CreateHeading(width);
        foreach (var task in failed)
        {
            yield return TaskLine.Create(task, window, width);
        }

        // Last, so that it is in sight below any number of tasks; their lines have little space for what the service said.
        yield return new Text("");
        yield return new Text("  Failures by reason");
        yield return FailureTable.Create(FailureGroup.From(failed), window, before: null);
    }
}
