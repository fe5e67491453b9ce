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
        List<(string, string, string?)> totals = [($"{plan.Count}", isDryRun ? "failed tasks, nothing sent" : "failed tasks", null)];
        if (!isDryRun)
        {
            totals.Add(($"{plan.TakenCount}", "taken", null));
            if (isWaited)
            {
                totals.AddRange([($"{plan.SucceededCount}", "success", "success"), ($"{plan.RunningCount}", "running", "running"), ($"{plan.FailedAgainCount}", "failed again", "fail")]);
            }
        }

        body.Totals(totals);
        StatusHtml.Failures(body, plan.Reasons, window);
        Shippers(body, plan, isDryRun);
        FailedAgain(body, plan, window);
        return HtmlPage.Create($"Retry of {plan.Target}", window, body);
    }

    private static void Shippers(HtmlText body, RetryPlan plan, bool isDryRun) => body.Heading(isDryRun ? "What would be retried" : "What was retried").Table(
        [("Shipper", "name"), ("Failed tasks", "number"), ("Taken", "number"), ("Success", "number"), ("Running", "number"), ("Failed again", "number"), ("Error", "message")],
        [
            .. plan.Operations.Select(static operation => (string[])
            [
                operation.Shipper.ToString(), $"{operation.Count}", $"{operation.TakenCount}", $"{operation.SucceededCount}", $"{operation.RunningCount}", $"{operation.FailedAgain.Count}", Error(operation),
            ]),
            .. plan.Unreadable.Select(static report => (string[])[report.Target.ToString(), "?", "", "", "", "", ErrorLine.Format(report.Error!)]),
        ]);

    private static string Error(RetryOperation operation) =>
        (operation.Error ?? operation.Tasks.FirstOrDefault(static task => task.Refusal is not null)?.Refusal) is { } error ? ErrorLine.Format(error) : "";

    private static void FailedAgain(HtmlText body, RetryPlan plan, Window window)
    {
        var failed = plan.Operations.SelectMany(static operation => operation.FailedAgain.Select(task => (operation.Shipper, Task: task))).ToList();
        if (failed.Count > 0)
        {
            body.Heading("Failed again").Table(
                [("Shipper", "name"), ("Created", null), ("Id", "id"), ("Reason", null), ("Message", "message")],
                failed.Select(again => (string[])
                [
                    again.Shipper.ToString(), window.Clock(again.Task.CreatedAt), again.Task.Id, again.Task.FailureReason.ToString(), again.Task.Message ?? "",
                ]));
        }
    }
}
