using System.Text.Json;

namespace ShipperClient.Testing.Internal.Protocol;

/// <summary>The body of a retry: a JSON array of task ids (docs/service-api.md, "RetryShipperTask").</summary>
internal static class TaskIdList
{
    /// <summary>Returns the ids, or <see langword="null"/> if the body is not an array of strings.</summary>
    public static IReadOnlyList<string>? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }

            var ids = new List<string>();
            while (json.Read() && json.TokenType == JsonTokenType.String)
            {
                ids.Add(json.GetString()!);
            }

            // Only white space may follow the end of the array: the reader throws if anything else does.
            return json.TokenType == JsonTokenType.EndArray && !json.Read() ? ids : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
