using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>The result of a retry: how many tasks were taken and, after a wait, how they finished and why some failed again.</summary>
internal static class RetryView
{
    public static IRenderable Create(RetryPlan plan, Window window, bool isWaited, int width)
    {
        List<IRenderable> rows = [new Markup($"[bold]{plan.Target}[/]  {Strings.Get("RetryTaken", plan.TakenCount, Plural.Tasks(plan.Count))}")];
        if (isWaited)
        {
            rows.Add(new Markup(Counts(plan.SucceededCount, plan.RunningCount, plan.FailedAgainCount, plan.LostCount)));
        }

        if (plan.Operations.Count > 1)
        {
            rows.Add(new Text(""));
            rows.AddRange(plan.Operations.Select(operation => new Markup($"  {operation.Shipper}  {Strings.Get("RetryTakenOf", operation.TakenCount, operation.Count)}{(isWaited ? Outcome(operation) : "")}")));
        }

        foreach (var operation in plan.Operations)
        {
            rows.AddRange(FailedAgain(operation, isNamed: plan.Operations.Count > 1, window, width));
        }

        return new Rows(rows);
    }

    private static string Counts(int success, int running, int failed, int lost) =>
        $"  {StackedBar.Success} {success} {Strings.Get("StatusSuccess")}   {StackedBar.Running} {running} {Strings.Get("StatusRunning")}   {StackedBar.Fail} {failed} {Strings.Get("RetryFailedAgain")}{(lost > 0 ? $"   {lost} {Strings.Get("RetryLost")}" : "")}";

    private static string Outcome(RetryOperation operation) =>
        string.Concat(new (string Word, int Count)[] { ("StatusSuccess", operation.SucceededCount), ("StatusRunning", operation.RunningCount), ("RetryFailedAgain", operation.FailedAgain.Count), ("RetryLost", operation.LostCount) }
            .Where(static part => part.Count > 0).Select(static part => Strings.Get("RetryOutcome", part.Count, Strings.Get(part.Word))));

    private static IEnumerable<IRenderable> FailedAgain(RetryOperation operation, bool isNamed, Window window, int width)
    {
        var failed = operation.FailedAgain;
        if (failed.Count == 0)
        {
            yield break;
        }

        yield return new Text("");
        if (isNamed)
        {
            yield return new Markup($"[bold]{operation.Shipper}[/]");
        }

        yield return TaskLine.CreateHeading(width);
        foreach (var task in failed)
        {
            yield return TaskLine.Create(task, window, width);
        }

        // Last, so that it is in sight below any number of tasks; their lines have little space for what the service said.
        yield return new Text("");
        yield return new Text($"  {Strings.Get("FailuresByReason")}");
        yield return FailureTable.Create(FailureGroup.From(failed), window, before: null);
    }
}
