using System.Text.Json;

namespace ShipperClient.Internal.Protocol;

/// <summary>Reads the lists of names: <c>{"count":1,"total":1,"logstores":["name", …]}</c>, and the same with <c>shipper</c>.</summary>
internal static class ListReplies
{
    public static LogstorePage ReadLogstores(ReadOnlySpan<byte> reply, string? requestId)
    {
        var (count, total, names) = Read(reply, "logstores"u8);
        return new LogstorePage(count, total, names) { RequestId = requestId };
    }

    public static ShipperPage ReadShippers(ReadOnlySpan<byte> reply, string? requestId)
    {
        var (count, total, names) = Read(reply, "shipper"u8);
        return new ShipperPage(count, total, names) { RequestId = requestId };
    }

    private static (int Count, int Total, List<string> Names) Read(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> field)
    {
        var json = JsonFields.Start(reply);
        int? count = null;
        int? total = null;
        List<string> names = [];
        while (JsonFields.Next(ref json))
        {
            if (JsonFields.Is(ref json, "count"u8))
            {
                json.Read();
                count = JsonFields.ReadCount(ref json);
            }
            else if (JsonFields.Is(ref json, "total"u8))
            {
                json.Read();
                total = JsonFields.ReadCount(ref json);
            }
            else if (JsonFields.Is(ref json, field))
            {
                json.Read();
                names = ReadNames(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        json.Read(); // throws on anything behind the object
        return total is null
            ? throw new JsonException("The field \"total\" is missing.")
            : (count ?? names.Count, total.Value, names);
    }

    private static List<string> ReadNames(ref Utf8JsonReader json)
    {
        List<string> names = [];
        if (json.TokenType == JsonTokenType.Null)
        {
            return names;
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Expected a list of names, found {json.TokenType}.");
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            names.Add(JsonFields.ReadText(ref json) ?? throw new JsonException("A name is empty."));
        }

        return names;
    }
}
