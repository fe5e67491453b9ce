using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary>One page of a list of names, of those that contain <c>logstoreName</c> if the request has it (docs/service-api.md, "Neighbouring call").</summary>
internal static class NamePage
{
    public static Response Answer(RecordedRequest request, string field, IReadOnlyList<string> names)
    {
        if (QueryString.Index(request.Parameters, out var values) is { } repeated)
        {
            return Response.FromError(repeated);
        }

        if (PageRange.Parse(values, out var range) is { } invalid)
        {
            return Response.FromError(invalid);
        }

        var part = values.GetValueOrDefault("logstoreName", "");
        var matching = names.Where(name => name.Contains(part, StringComparison.Ordinal)).ToList();
        var page = matching.Skip(range.Offset).Take(range.Size).ToList();
        return Response.FromJson(json =>
        {
            json.WriteNumber("count", page.Count);
            json.WriteNumber("total", matching.Count);
            json.WriteStartArray(field);
            page.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        });
    }
}
