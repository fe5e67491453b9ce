using System.Text.Json;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Operations;

/// <summary>Reads the <c>tasks</c> of a status page (docs/service-api.md, "GetShipperStatus").</summary>
internal sealed class ShipperTaskReader
{
    private string? _lastCode;
    private string? _lastMessage;

    public ShipperTask Read(ref Utf8JsonReader json)
    {
        LenientJson.ExpectObject(ref json);
        string? id = null;
        var status = ShipperTaskStatus.Unknown;
        string? code = null;
        string? message = null;
        DateTimeOffset? createdAt = null;
        DateTimeOffset? lastDataReceivedAt = null;
        DateTimeOffset? finishedAt = null;
        long? dataLines = null;
        while (LenientJson.Next(ref json))
        {
            var field = FieldOf(ref json);
            json.Read();
            switch (field)
            {
                case Field.Id: id = LenientJson.ReadText(ref json); break;
                case Field.Status: status = ReadStatus(ref json); break;
                case Field.Code: code = ReadRepeated(ref json, ref _lastCode); break;
                case Field.Message: message = ReadRepeated(ref json, ref _lastMessage); break;
                case Field.CreateTime: createdAt = LenientJson.ReadTime(ref json); break;
                case Field.LastDataReceiveTime: lastDataReceivedAt = LenientJson.ReadTime(ref json); break;
                case Field.FinishTime: finishedAt = LenientJson.ReadTime(ref json); break;
                case Field.DataLines: dataLines = LenientJson.ReadNumber(ref json); break;
                default: json.Skip(); break;
            }
        }

        return new ShipperTask
        {
            Id = string.IsNullOrWhiteSpace(id) ? throw new JsonException("A task has no id.") : id,
            Status = status,
            Code = code,
            Message = message,
            FailureReason = FailureReasons.Classify(status, code, message),
            CreatedAt = createdAt ?? DateTimeOffset.UnixEpoch,
            LastDataReceivedAt = lastDataReceivedAt,
            FinishedAt = finishedAt,
            DataLines = dataLines,
        };
    }

    // Hundreds of tasks fail for one reason: the same text is kept once.
    private static string? ReadRepeated(ref Utf8JsonReader json, ref string? last)
    {
        if (last is not null && json.TokenType == JsonTokenType.String && !json.ValueIsEscaped && json.ValueTextEquals(last))
        {
            return last;
        }

        var text = LenientJson.ReadMessage(ref json);
        last = text ?? last;
        return text;
    }

    // The documents say "such as", so a new word must not break the client.
    private static ShipperTaskStatus ReadStatus(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String when LenientJson.IsInAnyCase(ref json, "success"u8) => ShipperTaskStatus.Success,
        JsonTokenType.String when LenientJson.IsInAnyCase(ref json, "running"u8) => ShipperTaskStatus.Running,
        JsonTokenType.String when LenientJson.IsInAnyCase(ref json, "fail"u8) => ShipperTaskStatus.Fail,
        JsonTokenType.StartObject or JsonTokenType.StartArray => throw new JsonException($"Expected a status, found {json.TokenType}."),
        _ => ShipperTaskStatus.Unknown,
    };

    private static Field FieldOf(ref Utf8JsonReader json) =>
        LenientJson.Is(ref json, "id"u8) ? Field.Id
        : LenientJson.Is(ref json, "taskStatus"u8) ? Field.Status
        : LenientJson.Is(ref json, "taskMessage"u8) ? Field.Message
        : LenientJson.Is(ref json, "taskCode"u8) ? Field.Code
        : LenientJson.Is(ref json, "taskCreateTime"u8) ? Field.CreateTime
        : LenientJson.Is(ref json, "taskLastDataReceiveTime"u8) ? Field.LastDataReceiveTime
        : LenientJson.Is(ref json, "taskFinishTime"u8) ? Field.FinishTime
        : LenientJson.Is(ref json, "taskDataLines"u8) ? Field.DataLines
        : Field.Unknown;

    private enum Field
    {
        Unknown,
        Id,
        Status,
        Code,
        Message,
        CreateTime,
        LastDataReceiveTime,
        FinishTime,
        DataLines,
    }
}
