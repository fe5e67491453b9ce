using System.Text.Json;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Reads JSON that contains secrets: an error gives the position and, unlike the parser's own exceptions, never quotes the text.</summary>
internal static class CredentialsJson
{
    /// <summary>Parses one object and returns what <paramref name="read"/> makes of it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="what">What the text is, as messages begin.</param>
    /// <param name="read">Reads the object.</param>
    /// <exception cref="LogServiceAuthenticationException">It is not one JSON object.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, string what, Func<JsonElement, T> read)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException exception)
        {
            throw new LogServiceAuthenticationException(string.Create(
                CultureInfo.InvariantCulture, $"{what} is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."));
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw new LogServiceAuthenticationException($"{what} is not a JSON object.");
        }
    }

    /// <summary>Gets the text of a field, the digits of its number or its Boolean; <see langword="null"/> if it is missing, empty or anything else.</summary>
    public static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var field))
        {
            return null;
        }

        try
        {
            return field.ValueKind switch
            {
                JsonValueKind.String => field.GetString() is { Length: > 0 } text ? text : null,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => field.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, which is in no key
        }
    }
}
