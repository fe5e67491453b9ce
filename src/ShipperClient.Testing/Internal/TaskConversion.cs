using System.Globalization;

namespace ShipperClient.Testing.Internal;

/// <summary>Between the public <see cref="ShipperTask"/> and the compact <see cref="TaskRecord"/>.</summary>
internal static class TaskConversion
{
    public static TaskRecord ToRecord(ShipperTask task) => new()
    {
        Status = Known(task.Status),
        CreatedAt = Seconds(task.CreatedAt, nameof(task.CreatedAt)),
        LastDataReceivedAt = task.LastDataReceivedAt is { } received ? Seconds(received, nameof(task.LastDataReceivedAt)) : 0,
        FinishedAt = task.FinishedAt is { } finished ? Seconds(finished, nameof(task.FinishedAt)) : 0,
        Details = Details(task.Id, task.Code, task.Message, task.DataLines),
    };

    public static ShipperTask ToTask(in TaskRecord record, TaskIds ids, int number) => new()
    {
        Id = record.Details?.Id ?? ids.Format(number),
        Status = record.Status,
        Code = record.Details?.Code,
        Message = record.Details?.Message,
        FailureReason = record.Status == ShipperTaskStatus.Fail ? Reason(record.Details?.Code) : ShipperFailureReason.None,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(record.CreatedAt),
        LastDataReceivedAt = Time(record.LastDataReceivedAt),
        FinishedAt = Time(record.FinishedAt),
        DataLines = record.Details?.DataLines,
    };

    public static TaskDetails? Details(string? id, string? code, string? message, long? dataLines)
    {
        id = string.IsNullOrEmpty(id) ? null : id;
        return (id, code, message, dataLines) is (null, null, null, null) ? null : new(id, code, message, dataLines);
    }

    public static uint Seconds(DateTimeOffset time, string name)
    {
        var seconds = time.ToUnixTimeSeconds();
        return seconds is >= 0 and <= uint.MaxValue
            ? (uint)seconds
            : throw new ArgumentOutOfRangeException(name, time, string.Create(CultureInfo.InvariantCulture, $"{name} must be between 1970 and 2106."));
    }

    public static ShipperTaskStatus Known(ShipperTaskStatus status) =>
        status is ShipperTaskStatus.Running or ShipperTaskStatus.Success or ShipperTaskStatus.Fail
            ? status
            : throw new ArgumentOutOfRangeException(
                nameof(status), status, "A task is Running, Success or Fail. For a word that the client does not know, use FakeFault.Reply.");

    private static DateTimeOffset? Time(uint seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static ShipperFailureReason Reason(string? code) => code switch
    {
        "UnAuthorized" => ShipperFailureReason.Unauthorized,
        "ConfigNotExist" => ShipperFailureReason.ConfigNotExist,
        "InvalidOssBucket" => ShipperFailureReason.InvalidOssBucket,
        "InternalServerError" => ShipperFailureReason.InternalServerError,
        _ => ShipperFailureReason.Unknown,
    };
}
