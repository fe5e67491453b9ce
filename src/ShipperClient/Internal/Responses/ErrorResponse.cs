using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>What an error reply says, read from any of the shapes seen (specification, "Errors"), or its bare text.</summary>
internal readonly record struct ErrorResponse(string? Code, string? Message, string? RequestId)
{
    /// <summary>Whether the reply has the shape of an error at all.</summary>
    public bool IsError => Code is not null || Message is not null;

    /// <summary>Reads whatever an error reply may be.</summary>
    /// <param name="body">The reply's body.</param>
    /// <param name="mask">Takes out of a text what must not be told, before the text is cut: half a secret is one too.</param>
    public static ErrorResponse Read(ReadOnlySpan<byte> body, Func<string, string>? mask = null)
    {
        try
        {
            var reply = FromJson(body, mask);
            if (reply.IsError)
            {
                return reply;
            }
        }
        catch (JsonException)
        {
            // Not the service's: a proxy's page, or nothing at all. Its text is told as it is.
        }

        return new ErrorResponse(null, Filled(Encoding.UTF8.GetString(body), mask), null);
    }

    /// <summary>Reads a JSON object in any of the three shapes; other fields are passed over.</summary>
    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public static ErrorResponse FromJson(ReadOnlySpan<byte> body, Func<string, string>? mask = null)
    {
        var json = LenientJson.Start(body);
        var reply = default(ErrorResponse);
        var inner = default(ErrorResponse);
        while (LenientJson.Next(ref json))
        {
            if (LenientJson.Is(ref json, "errorCode"u8) || LenientJson.Is(ref json, "error_code"u8))
            {
                reply = reply with { Code = ReadText(ref json, mask) ?? reply.Code };
            }
            else if (LenientJson.Is(ref json, "errorMessage"u8) || LenientJson.Is(ref json, "error_message"u8))
            {
                reply = reply with { Message = ReadText(ref json, mask) ?? reply.Message };
            }
            else if (LenientJson.Is(ref json, "Error"u8))
            {
                inner = ReadInner(ref json, mask);
            }
            else
            {
                json.Skip();
            }
        }

        json.Read(); // throws on anything behind the object
        return inner.IsError ? inner : reply;
    }

    // {"Error":{"Code":…,"Message":…,"RequestId":…}}
    private static ErrorResponse ReadInner(ref Utf8JsonReader json, Func<string, string>? mask)
    {
        var reply = default(ErrorResponse);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return reply;
        }

        while (LenientJson.Next(ref json))
        {
            if (LenientJson.Is(ref json, "Code"u8))
            {
                reply = reply with { Code = ReadText(ref json, mask) };
            }
            else if (LenientJson.Is(ref json, "Message"u8))
            {
                reply = reply with { Message = ReadText(ref json, mask) };
            }
            else if (LenientJson.Is(ref json, "RequestId"u8))
            {
                reply = reply with { RequestId = ReadText(ref json, mask) };
            }
            else
            {
                json.Skip();
            }
        }

        return reply;
    }

    private static string? ReadText(ref Utf8JsonReader json, Func<string, string>? mask)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return null;
        }

        return LenientJson.ReadMessage(ref json) is { } text ? Filled(text, mask) : null;
    }

    private static string? Filled(string text, Func<string, string>? mask) =>
        TextSanitizer.Clean(mask is null ? text : mask(text)) is { Length: > 0 } line ? line : null;
}
