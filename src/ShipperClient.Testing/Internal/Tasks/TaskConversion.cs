using System.Globalization;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>Converts between the public <see cref="ShipperTask"/> and the compact <see cref="TaskRecord"/>.</summary>
internal static class TaskConversion
{
    public static TaskRecord ToRecord(ShipperTask task) => new()
    {
        Status = Validate(task.Status),
        CreatedAt = ToSeconds(task.CreatedAt, nameof(task.CreatedAt)),
        LastDataReceivedAt = task.LastDataReceivedAt is { } received ? ToSeconds(received, nameof(task.LastDataReceivedAt)) : 0,
        FinishedAt = task.FinishedAt is { } finished ? ToSeconds(finished, nameof(task.FinishedAt)) : 0,
        Details = CreateDetails(task.Id, task.Code, task.Message, task.DataLines),
    };

    public static ShipperTask ToTask(in TaskRecord record, TaskIds ids, int number) => new()
    {
        Id = record.Details?.Id ?? ids.Format(number),
        Status = record.Status,
        Code = record.Details?.Code,
        Message = record.Details?.Message,
        FailureReason = record.Status == ShipperTaskStatus.Fail ? ClassifyFailure(record.Details?.Code) : ShipperFailureReason.None,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(record.CreatedAt),
        LastDataReceivedAt = ToTime(record.LastDataReceivedAt),
        FinishedAt = ToTime(record.FinishedAt),
        DataLines = record.Details?.DataLines,
    };

    public static TaskDetails? CreateDetails(string? id, string? code, string? message, long? dataLines)
    {
        id = string.IsNullOrEmpty(id) ? null : id;
        return (id, code, message, dataLines) is (null, null, null, null) ? null : new(id, code, message, dataLines);
    }

    public static uint ToSeconds(DateTimeOffset time, string name)
    {
        var seconds = time.ToUnixTimeSeconds();
        return seconds is >= 0 and <= uint.MaxValue
            ? (uint)seconds
            : throw new ArgumentOutOfRangeException(name, time, string.Create(CultureInfo.InvariantCulture, $"{name} must be between 1970 and 2106."));
    }

    public static ShipperTaskStatus Validate(ShipperTaskStatus status) =>
        status is ShipperTaskStatus.Running or ShipperTaskStatus.Success or ShipperTaskStatus.Fail
            ? status
            : throw new ArgumentOutOfRangeException(
                nameof(status), status, "A task is Running, Success or Fail. To send a status that the client does not know, use FakeFault.Reply.");

    private static DateTimeOffset? ToTime(uint seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static ShipperFailureReason ClassifyFailure(string? code) => code switch
    {
        "UnAuthorized" => ShipperFailureReason.Unauthorized,
        "ConfigNotExist" => ShipperFailureReason.ConfigNotExist,
        "InvalidOssBucket" => ShipperFailureReason.InvalidOssBucket,
        "InternalServerError" => ShipperFailureReason.InternalServerError,
        _ => ShipperFailureReason.Unknown,
    };
}
