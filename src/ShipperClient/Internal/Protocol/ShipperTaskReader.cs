using System.Text.Json;

namespace ShipperClient.Internal.Protocol;

/// <summary>Reads <c>tasks</c> of a status reply (specification, "GetShipperStatus").</summary>
internal static class ShipperTaskReader
{
    public static List<ShipperTask> ReadList(ref Utf8JsonReader json)
    {
        List<ShipperTask> tasks = [];
        if (json.TokenType == JsonTokenType.Null)
        {
            return tasks;
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Expected a list of tasks, found {json.TokenType}.");
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            tasks.Add(ReadTask(ref json));
        }

        return tasks;
    }

    private static ShipperTask ReadTask(ref Utf8JsonReader json)
    {
        ShipperReplies.ExpectObject(ref json);
        string? id = null;
        var status = ShipperTaskStatus.Unknown;
        string? code = null;
        string? message = null;
        DateTimeOffset? createdAt = null;
        DateTimeOffset? lastDataReceivedAt = null;
        DateTimeOffset? finishedAt = null;
        long? dataLines = null;
        while (ShipperReplies.NextField(ref json))
        {
            var field = FieldOf(ref json);
            json.Read();
            switch (field)
            {
                case Field.Id: id = JsonFields.ReadText(ref json); break;
                case Field.Status: status = ReadStatus(ref json); break;
                case Field.Code: code = JsonFields.ReadText(ref json); break;
                case Field.Message: message = JsonFields.ReadText(ref json); break;
                case Field.CreateTime: createdAt = JsonFields.ReadTime(ref json); break;
                case Field.LastDataReceiveTime: lastDataReceivedAt = JsonFields.ReadTime(ref json); break;
                case Field.FinishTime: finishedAt = JsonFields.ReadTime(ref json); break;
                case Field.DataLines: dataLines = JsonFields.ReadNumber(ref json); break;
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

    // The documents say "such as", so a new word must not break a client.
    private static ShipperTaskStatus ReadStatus(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String when json.ValueTextEquals("success"u8) => ShipperTaskStatus.Success,
        JsonTokenType.String when json.ValueTextEquals("running"u8) => ShipperTaskStatus.Running,
        JsonTokenType.String when json.ValueTextEquals("fail"u8) => ShipperTaskStatus.Fail,
        JsonTokenType.StartObject or JsonTokenType.StartArray => throw new JsonException($"Expected a status, found {json.TokenType}."),
        _ => ShipperTaskStatus.Unknown,
    };

    private static Field FieldOf(ref Utf8JsonReader json) =>
        json.ValueTextEquals("id"u8) ? Field.Id
        : json.ValueTextEquals("taskStatus"u8) ? Field.Status
        : json.ValueTextEquals("taskMessage"u8) ? Field.Message
        : json.ValueTextEquals("taskCode"u8) ? Field.Code
        : json.ValueTextEquals("taskCreateTime"u8) ? Field.CreateTime
        : json.ValueTextEquals("taskLastDataReceiveTime"u8) ? Field.LastDataReceiveTime
        : json.ValueTextEquals("taskFinishTime"u8) ? Field.FinishTime
        : json.ValueTextEquals("taskDataLines"u8) ? Field.DataLines
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
