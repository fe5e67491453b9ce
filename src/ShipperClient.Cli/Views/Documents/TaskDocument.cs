using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Documents;

/// <summary>A task in JSON, and as a row.</summary>
internal sealed record TaskDocument(
    string Id, string Status, string? Reason, string? Code, string? Message, DateTime CreatedAt, DateTime? LastDataReceivedAt, DateTime? FinishedAt, long? DataLines)
{
    public static readonly string[] Columns = ["id", "status", "reason", "code", "message", "createdAt", "lastDataReceivedAt", "finishedAt", "dataLines"];

    public IReadOnlyList<object?> ToRow() => [Id, Status, Reason, Code, Message, CreatedAt, LastDataReceivedAt, FinishedAt, DataLines];

    public static TaskDocument From(ShipperTask task) => new(
        task.Id,
        TaskWord.From(task.Status),
        TaskWord.From(task.FailureReason),
        task.Code,
        task.Message,
        task.CreatedAt.UtcDateTime,
        task.LastDataReceivedAt?.UtcDateTime,
        task.FinishedAt?.UtcDateTime,
        task.DataLines);
}
