using System.Text.Json;

namespace ShipperClient.Internal.Protocol;

/// <summary>Reads the replies of the operations: the bytes of a 2xx become the model, or a <see cref="JsonException"/> that says what is amiss.</summary>
internal static class ShipperReplies
{
    public static ShipperStatusPage ReadStatusPage(ReadOnlySpan<byte> reply, string? requestId)
    {
        var json = Start(reply);
        int? count = null;
        int? total = null;
        var statistics = new ShipperTaskStatistics(0, 0, 0);
        List<ShipperTask> tasks = [];
        while (NextField(ref json))
        {
            if (json.ValueTextEquals("count"u8))
            {
                json.Read();
                count = JsonFields.ReadCount(ref json);
            }
            else if (json.ValueTextEquals("total"u8))
            {
                json.Read();
                total = JsonFields.ReadCount(ref json);
            }
            else if (json.ValueTextEquals("statistics"u8))
            {
                json.Read();
                statistics = ReadStatistics(ref json);
            }
            else if (json.ValueTextEquals("tasks"u8))
            {
                json.Read();
                tasks = ShipperTaskReader.ReadList(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        End(ref json);

        // Everything else can be done without, but a reply without it is somebody else's JSON, not "no failed tasks".
        return total is null
            ? throw new JsonException("The field \"total\" is missing.")
            : new ShipperStatusPage(count ?? tasks.Count, total.Value, statistics, tasks) { RequestId = requestId };
    }

    /// <summary>Success has an empty body. A JSON object is let pass; a web page that says 200 must not be taken for a retry that was accepted.</summary>
    public static void CheckRetry(ReadOnlySpan<byte> reply)
    {
        if (reply.Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        var json = Start(reply);
        while (NextField(ref json))
        {
            if (json.ValueTextEquals("errorCode"u8) || json.ValueTextEquals("Error"u8) || json.ValueTextEquals("error_code"u8))
            {
                throw new JsonException("It tells of an error.");
            }

            json.Skip();
        }

        End(ref json);
    }

    private static ShipperTaskStatistics ReadStatistics(ref Utf8JsonReader json)
    {
        int? running = null;
        int? success = null;
        int? fail = null;
        if (json.TokenType != JsonTokenType.Null)
        {
            ExpectObject(ref json);
            while (NextField(ref json))
            {
                if (json.ValueTextEquals("running"u8))
                {
                    json.Read();
                    running = JsonFields.ReadCount(ref json);
                }
                else if (json.ValueTextEquals("success"u8))
                {
                    json.Read();
                    success = JsonFields.ReadCount(ref json);
                }
                else if (json.ValueTextEquals("fail"u8))
                {
                    json.Read();
                    fail = JsonFields.ReadCount(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return new ShipperTaskStatistics(running ?? 0, success ?? 0, fail ?? 0);
    }

    private static Utf8JsonReader Start(ReadOnlySpan<byte> reply)
    {
        var json = new Utf8JsonReader(reply);
        json.Read();
        ExpectObject(ref json);
        return json;
    }

    public static void ExpectObject(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object, found {json.TokenType}.");
        }
    }

    /// <summary>Moves on to the name of the object's next field; false at the object's end.</summary>
    public static bool NextField(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    // Throws on anything behind the one value of a document.
    private static void End(ref Utf8JsonReader json) => json.Read();
}
