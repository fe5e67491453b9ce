using System.Buffers;
using System.Net;
using System.Text.Json;

namespace ShipperClient.Testing.Internal.Protocol;

/// <summary>A whole response, except for the headers that every response carries.</summary>
internal sealed record Response(HttpStatusCode Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    public const string Json = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static Response Empty { get; } = new(HttpStatusCode.OK, ReadOnlyMemory<byte>.Empty, ContentType: null);

    /// <summary>Creates a success whose body is a JSON object with the properties that <paramref name="writeProperties"/> writes.</summary>
    public static Response FromJson(Action<Utf8JsonWriter> writeProperties) => new(HttpStatusCode.OK, Write(writeProperties), Json);

    public static Response FromError(ServiceError error) => new(error.Status, Write(json =>
    {
        json.WriteString("errorCode", error.Code);
        json.WriteString("errorMessage", error.Message);
    }), Json);

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> writeProperties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            writeProperties(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
