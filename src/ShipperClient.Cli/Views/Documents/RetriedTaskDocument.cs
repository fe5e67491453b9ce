using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Documents;

/// <summary>
/// The result of one task of a retry: <c>planned</c> (--dry-run), <c>taken</c>, <c>refused</c> or <c>unknown</c> (interrupted before the service's answer
/// came), and with --wait the status in which it finished.
/// </summary>
internal sealed record RetriedTaskDocument(string Id, string Retry, string? Error, string? Status, string? Reason, string? Message, string Shipper)
{
    public static readonly string[] Columns = ["id", "retry", "error", "status", "reason", "message", "shipper"];

    public IReadOnlyList<object?> ToRow() => [Id, Retry, Error, Status, Reason, Message, Shipper];

    public static IEnumerable<RetriedTaskDocument> From(RetryPlan plan, bool isDryRun) =>
        plan.Operations.SelectMany(operation => operation.Tasks.Select(task => From(task, operation, isDryRun)));

    private static RetriedTaskDocument From(RetriedTask task, RetryOperation operation, bool isDryRun)
    {
        var error = task.Refusal ?? (task.IsTaken ? null : operation.Error);
        return new RetriedTaskDocument(
            task.Id,
            isDryRun ? "planned" : task.IsTaken ? "taken" : task.Refusal is not null ? "refused" : "unknown",
            error is null ? null : ErrorLine.Format(error, Strings.English),
            task.Finished is { } finished ? TaskWord.From(finished.Status) : null,
            task.Finished is { } failed ? TaskWord.From(failed.FailureReason) : null,
            task.Finished?.Message,
            operation.Shipper.ToString());
    }
}
