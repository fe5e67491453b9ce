using System.Text.Json;

namespace ShipperClient.Cli.Output;

/// <summary>A task in JSON, and as a row.</summary>
internal sealed record TaskDocument(
    string Id, string Status, string? Reason, string? Code, string? Message, DateTime CreatedAt, DateTime? LastDataReceivedAt, DateTime? FinishedAt, long? DataLines)
{
    public static readonly string[] Columns = ["id", "status", "reason", "code", "message", "createdAt", "lastDataReceivedAt", "finishedAt", "dataLines"];

    public IReadOnlyList<object?> ToRow() => [Id, Status, Reason, Code, Message, CreatedAt, LastDataReceivedAt, FinishedAt, DataLines];

    public static TaskDocument Of(ShipperTask task) => new(
        task.Id,
        StatusWord(task.Status),
        ReasonWord(task.FailureReason),
        task.Code,
        task.Message,
        task.CreatedAt.UtcDateTime,
        task.LastDataReceivedAt?.UtcDateTime,
        task.FinishedAt?.UtcDateTime,
        task.DataLines);

    public static string StatusWord(ShipperTaskStatus status) => Word(status.ToString());

    public static string? ReasonWord(ShipperFailureReason reason) => reason == ShipperFailureReason.None ? null : Word(reason.ToString());

    private static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
