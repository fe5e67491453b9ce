using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Html;

/// <summary>The page of <c>shipper retry</c>, for a handover: what was retried, how it ended, and why some failed again.</summary>
internal static class RetryHtml
{
    public static string Create(RetryPlan plan, Window window, bool isDryRun, bool isWaited)
    {
        var body = new HtmlText();
        List<(string, string, string?)> totals = [($"{plan.Count}", Strings.Get(isDryRun ? "HtmlFailedTasksDryRun" : "HtmlFailedTasks"), null)];
        if (!isDryRun)
        {
            totals.Add(($"{plan.TakenCount}", Strings.Get("HtmlTaken"), null));
            if (isWaited)
            {
                totals.AddRange([($"{plan.SucceededCount}", Strings.Get("StatusSuccess"), "success"), ($"{plan.RunningCount}", Strings.Get("StatusRunning"), "running"), ($"{plan.FailedAgainCount}", Strings.Get("RetryFailedAgain"), "fail")]);
            }
        }

        body.Totals(totals);
        StatusHtml.Failures(body, plan.Reasons, window);
        Shippers(body, plan, isDryRun);
        FailedAgain(body, plan, window);
        return HtmlPage.Create(Strings.Get("HtmlRetryTitle", plan.Target), window, body);
    }

    private static void Shippers(HtmlText body, RetryPlan plan, bool isDryRun) => body.Heading(Strings.Get(isDryRun ? "HtmlWouldRetry" : "HtmlRetried")).Table(
        [
            (Strings.Get("ColumnShipper"), "name"), (Strings.Get("ColumnFailedTasks"), "number"), (Strings.Get("ColumnTaken"), "number"), (Strings.Get("ColumnSuccess"), "number"),
            (Strings.Get("ColumnRunning"), "number"), (Strings.Get("ColumnFailedAgain"), "number"), (Strings.Get("ColumnError"), "message"),
        ],
        [
            .. plan.Operations.Select(static operation => (string[])
            [
                operation.Shipper.ToString(), $"{operation.Count}", $"{operation.TakenCount}", $"{operation.SucceededCount}", $"{operation.RunningCount}", $"{operation.FailedAgain.Count}", Error(operation),
            ]),
            .. plan.Unreadable.Select(static report => (string[])[report.Target.ToString(), "?", "", "", "", "", ErrorLine.Format(report.Error!, Strings.Current)]),
        ]);

    private static string Error(RetryOperation operation) =>
        (operation.Error ?? operation.Tasks.FirstOrDefault(static task => task.Refusal is not null)?.Refusal) is { } error ? ErrorLine.Format(error, Strings.Current) : "";

    private static void FailedAgain(HtmlText body, RetryPlan plan, Window window)
    {
        var failed = plan.Operations.SelectMany(static operation => operation.FailedAgain.Select(task => (operation.Shipper, Task: task))).ToList();
        if (failed.Count > 0)
        {
            body.Heading(Strings.Get("ColumnFailedAgain")).Table(
                [(Strings.Get("ColumnShipper"), "name"), (Strings.Get("TaskCreated"), null), (Strings.Get("TaskId"), "id"), (Strings.Get("ColumnReason"), null), (Strings.Get("ColumnMessage"), "message")],
                failed.Select(again => (string[])
                [
                    again.Shipper.ToString(), window.Clock(again.Task.CreatedAt), again.Task.Id, again.Task.FailureReason.ToString(), again.Task.Message ?? "",
                ]));
        }
    }
}
