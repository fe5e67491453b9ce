using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>What an error response says: its code and message in any of the shapes seen (docs/service-api.md, "Errors"), or its bare text.</summary>
internal readonly record struct ErrorResponse(string? Code, string? Message, string? RequestId)
{
    private bool IsError => Code is not null || Message is not null;

    /// <summary>Reads any body.</summary>
    /// <param name="body">The body of the response.</param>
    /// <param name="redactor">Hides secrets before a text is cut: half a secret is one too.</param>
    public static ErrorResponse Read(ReadOnlySpan<byte> body, SecretRedactor redactor)
    {
        try
        {
            var response = ReadJson(body);
            response = new ErrorResponse(Clean(response.Code, redactor), Clean(response.Message, redactor), Clean(response.RequestId, redactor));
            if (response.IsError)
            {
                return response;
            }
        }
        catch (JsonException)
        {
            // Not the service's: the page of a proxy, or nothing at all. Its text is the message.
        }

        return new ErrorResponse(Code: null, Clean(Encoding.UTF8.GetString(body), redactor), RequestId: null);
    }

    /// <summary>Whether a JSON object has one of the shapes of an error.</summary>
    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public static bool IsErrorObject(ReadOnlySpan<byte> body) => ReadJson(body).IsError;

    private static ErrorResponse ReadJson(ReadOnlySpan<byte> body)
    {
        var json = LenientJson.Start(body);
        var response = default(ErrorResponse);
        var inner = default(ErrorResponse);
        while (LenientJson.Next(ref json))
        {
            if (LenientJson.Is(ref json, "errorCode"u8) || LenientJson.Is(ref json, "error_code"u8))
            {
                response = response with { Code = ReadText(ref json) ?? response.Code };
            }
            else if (LenientJson.Is(ref json, "errorMessage"u8) || LenientJson.Is(ref json, "error_message"u8))
            {
                response = response with { Message = ReadText(ref json) ?? response.Message };
            }
            else if (LenientJson.Is(ref json, "Error"u8))
            {
                inner = ReadInner(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        json.Read(); // throws if anything follows the object
        return inner.IsError ? inner : response;
    }

    // {"Error":{"Code":…,"Message":…,"RequestId":…}}
    private static ErrorResponse ReadInner(ref Utf8JsonReader json)
    {
        var response = default(ErrorResponse);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return response;
        }

        while (LenientJson.Next(ref json))
        {
            if (LenientJson.Is(ref json, "Code"u8))
            {
                response = response with { Code = ReadText(ref json) };
            }
            else if (LenientJson.Is(ref json, "Message"u8))
            {
                response = response with { Message = ReadText(ref json) };
            }
            else if (LenientJson.Is(ref json, "RequestId"u8))
            {
                response = response with { RequestId = ReadText(ref json) };
            }
            else
            {
                json.Skip();
            }
        }

        return response;
    }

    private static string? ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return null;
        }

        return LenientJson.ReadMessage(ref json) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    private static string? Clean(string? text, SecretRedactor redactor) =>
        text is not null && TextSanitizer.Clean(redactor.Redact(text)) is { Length: > 0 } line ? line : null;
}
