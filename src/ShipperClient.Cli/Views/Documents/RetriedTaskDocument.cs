using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Documents;

/// <summary>
/// The result of one task of a retry: <c>planned</c> (--dry-run), <c>taken</c>, <c>refused</c> or <c>unknown</c> (interrupted before the service's answer
/// came), and with --wait the status in which it finished.
/// </summary>
internal sealed record RetriedTaskDocument(string Id, string Retry, string? Error, string? Status, string? Reason, string? Message)
{
    public static readonly string[] Columns = ["id", "retry", "error", "status", "reason", "message"];

    public IReadOnlyList<object?> ToRow() => [Id, Retry, Error, Status, Reason, Message];

    public static RetriedTaskDocument From(RetriedTask task, bool isDryRun) => new(
        task.Id,
        isDryRun ? "planned" : task.IsTaken ? "taken" : task.Refusal is not null ? "refused" : "unknown",
        task.Refusal is { } error ? ErrorLine.Format(error) : null,
        task.Finished is { } finished ? TaskWord.From(finished.Status) : null,
        task.Finished is { } failed ? TaskWord.From(failed.FailureReason) : null,
        task.Finished?.Message);
}
