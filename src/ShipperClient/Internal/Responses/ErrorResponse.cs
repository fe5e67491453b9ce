using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>What an error response says: its code and message in any of the shapes seen (docs/service-api.md, "Errors"), or its bare text.</summary>
/// <param name="Code">The code, without the prefix of the legacy shape.</param>
/// <param name="Message">The message, or the text of any other body.</param>
/// <param name="RequestId">The service's id of the request, if the body has it.</param>
internal readonly record struct ErrorResponse(string? Code, string? Message, string? RequestId)
{
    private const string LegacyPrefix = "SLS";

    /// <summary>What RAM denies to whom, and by which kind of policy.</summary>
    public string? Denial { get; init; }

    /// <summary>Where a redirect points.</summary>
    public string? Location { get; init; }

    private bool IsError => Code is not null || Message is not null;

    /// <summary>Reads any body.</summary>
    /// <param name="body">The body of the response.</param>
    /// <param name="redactor">Hides secrets.</param>
    public static ErrorResponse Read(ReadOnlySpan<byte> body, SecretRedactor redactor)
    {
        try
        {
            var response = ReadJson(body);
            response = new ErrorResponse(WithoutPrefix(Clean(response.Code, redactor)), Clean(response.Message, redactor), Clean(response.RequestId, redactor))
            {
                Denial = Clean(response.Denial, redactor),
            };
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
            else if (IsDenial(ref json))
            {
                response = response with { Denial = AccessDeniedDetail.Read(ref json) };
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
            else if (IsDenial(ref json))
            {
                response = response with { Denial = AccessDeniedDetail.Read(ref json) };
            }
            else
            {
                json.Skip();
            }
        }

        return response;
    }

    private static bool IsDenial(ref Utf8JsonReader json) => LenientJson.Is(ref json, "accessDeniedDetail"u8) || LenientJson.Is(ref json, "AccessDeniedDetail"u8);

    private static string? ReadText(ref Utf8JsonReader json) => LenientJson.ReadValueAsMessage(ref json);

    // {"error_code":"SLSProjectNotExist",…}
    private static string? WithoutPrefix(string? code) =>
        code?.Length > LegacyPrefix.Length && code.StartsWith(LegacyPrefix, StringComparison.Ordinal) && char.IsAsciiLetterUpper(code[LegacyPrefix.Length])
            ? code[LegacyPrefix.Length..]
            : code;

    private static string? Clean(string? text, SecretRedactor redactor) =>
        text is not null && TextSanitizer.Clean(redactor.Redact(text)) is { Length: > 0 } line ? line : null;
}
