using System.Text.Json;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Operations;

/// <summary>Reads the lists of names: <c>{"count":1,"total":1,"logstores":["name", …]}</c>, and the same with <c>shipper</c>.</summary>
internal static class ListResponses
{
    public static LogstorePage ReadLogstores(ReadOnlySpan<byte> reply, string? requestId)
    {
        var (count, total, names) = Read(reply, "logstores");
        return new LogstorePage(count, total, names) { RequestId = requestId };
    }

    public static ShipperPage ReadShippers(ReadOnlySpan<byte> reply, string? requestId)
    {
        var (count, total, names) = Read(reply, "shipper");
        return new ShipperPage(count, total, names) { RequestId = requestId };
    }

    private static (int Count, int Total, List<string> Names) Read(ReadOnlySpan<byte> reply, string field)
    {
        List<string> names = [];
        var (count, total) = PageReader.Read(reply, (ref Utf8JsonReader json, int? announced) =>
        {
            if (LenientJson.Is(ref json, Encoding.UTF8.GetBytes(field)))
            {
                json.Read();
                names = PageReader.ReadList(ref json, announced, static (ref Utf8JsonReader json) => LenientJson.ReadText(ref json) ?? throw new JsonException("A name is empty."));
            }
            else
            {
                json.Skip();
            }
        });
        return (count ?? names.Count, total, names);
    }
}
