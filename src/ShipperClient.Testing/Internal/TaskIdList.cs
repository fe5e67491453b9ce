using System.Text.Json;

namespace ShipperClient.Testing.Internal;

/// <summary>The body of RetryShipperTask, a JSON array of one to ten ids (specification, "RetryShipperTask").</summary>
internal static class TaskIdList
{
    private const int MaxIds = 10;

    public static (IReadOnlyList<string> Ids, ServiceError? Error) Parse(ReadOnlySpan<byte> body)
    {
        if (Read(body) is not { } ids)
        {
            return ([], ServiceError.BadRequest("PostBodyInvalid", "The request body is not a JSON array of task ids."));
        }

        return ids.Count switch
        {
            0 => (ids, ServiceError.Parameter("no task id is given")),
            > MaxIds => (ids, ServiceError.Parameter("Each time allows 10 task retries only.")),
            _ => (ids, null),
        };
    }

    private static List<string>? Read(ReadOnlySpan<byte> body)
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

            // Nothing but white space may follow the array's end: the reader throws if it does.
            return json.TokenType == JsonTokenType.EndArray && !json.Read() ? ids : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
