using System.Buffers;
using System.Net;
using System.Text.Json;

namespace ShipperClient.Testing.Internal;

/// <summary>A whole reply, but for what every reply carries.</summary>
internal sealed record Reply(HttpStatusCode Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    public const string Json = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static Reply Empty { get; } = new(HttpStatusCode.OK, ReadOnlyMemory<byte>.Empty, ContentType: null);

    public static Reply Of(ServiceError error) => new(error.Status, Write(json =>
    {
        json.WriteString("errorCode", error.Code);
        json.WriteString("errorMessage", error.Message);
    }), Json);

    // The shape and its fields: specification, "GetShipperStatus".
    public static Reply Of(ShipperStatusPage page) => new(HttpStatusCode.OK, Write(json =>
    {
        json.WriteNumber("count", page.Count);
        json.WriteNumber("total", page.Total);
        json.WriteStartObject("statistics");
        json.WriteNumber("running", page.Statistics.Running);
        json.WriteNumber("success", page.Statistics.Success);
        json.WriteNumber("fail", page.Statistics.Fail);
        json.WriteEndObject();
        json.WriteStartArray("tasks");
        foreach (var task in page.Tasks)
        {
            WriteTask(json, task);
        }

        json.WriteEndArray();
    }), Json);

    /// <summary>A page of names: specification, "Neighbouring call".</summary>
    public static Reply Of(string field, IReadOnlyList<string> names, int total) => new(HttpStatusCode.OK, Write(json =>
    {
        json.WriteNumber("count", names.Count);
        json.WriteNumber("total", total);
        json.WriteStartArray(field);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }), Json);

    private static void WriteTask(Utf8JsonWriter json, ShipperTask task)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        json.WriteString("taskStatus", task.Status switch
        {
            ShipperTaskStatus.Running => "running",
            ShipperTaskStatus.Success => "success",
            _ => "fail",
        });
        json.WriteString("taskMessage", task.Message ?? "");
        if (task.Code is not null)
        {
            json.WriteString("taskCode", task.Code);
        }

        if (task.DataLines is { } lines)
        {
            json.WriteNumber("taskDataLines", lines);
        }

        json.WriteNumber("taskCreateTime", task.CreatedAt.ToUnixTimeSeconds());
        json.WriteNumber("taskLastDataReceiveTime", task.LastDataReceivedAt?.ToUnixTimeSeconds() ?? 0);
        json.WriteNumber("taskFinishTime", task.FinishedAt?.ToUnixTimeSeconds() ?? 0);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
