using System.Text.Json;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Operations;

/// <summary>Reads the replies of the operations: the bytes of a 2xx become the model, or a <see cref="JsonException"/> that says what is amiss.</summary>
internal static class ShipperResponses
{
    public static ShipperStatusPage ReadStatusPage(ReadOnlySpan<byte> reply, string? requestId)
    {
        var statistics = new ShipperTaskStatistics(0, 0, 0);
        List<ShipperTask> tasks = [];
        var (count, total) = PageReader.Read(reply, (ref Utf8JsonReader json, int? announced) =>
        {
            if (LenientJson.Is(ref json, "statistics"u8))
            {
                json.Read();
                statistics = ReadStatistics(ref json);
            }
            else if (LenientJson.Is(ref json, "tasks"u8))
            {
                json.Read();
                tasks = PageReader.ReadList(ref json, announced, new ShipperTaskReader().Read);
            }
            else
            {
                json.Skip();
            }
        });
        return new ShipperStatusPage(count ?? tasks.Count, total, statistics, tasks) { RequestId = requestId };
    }

    /// <summary>Success has an empty body. A JSON object is let pass; a web page that says 200 must not be taken for a retry that was accepted.</summary>
    public static void CheckRetry(ReadOnlySpan<byte> reply)
    {
        if (reply.Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        if (ErrorResponse.FromJson(reply).IsError)
        {
            throw new JsonException("It tells of an error.");
        }
    }

    private static ShipperTaskStatistics ReadStatistics(ref Utf8JsonReader json)
    {
        int? running = null;
        int? success = null;
        int? fail = null;
        if (json.TokenType != JsonTokenType.Null)
        {
            LenientJson.ExpectObject(ref json);
            while (LenientJson.Next(ref json))
            {
                if (LenientJson.Is(ref json, "running"u8))
                {
                    json.Read();
                    running = LenientJson.ReadCount(ref json);
                }
                else if (LenientJson.Is(ref json, "success"u8))
                {
                    json.Read();
                    success = LenientJson.ReadCount(ref json);
                }
                else if (LenientJson.Is(ref json, "fail"u8))
                {
                    json.Read();
                    fail = LenientJson.ReadCount(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return new ShipperTaskStatistics(running ?? 0, success ?? 0, fail ?? 0);
    }
}
