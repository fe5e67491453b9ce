using System.Text.Json;

namespace ShipperClient.Internal.Credentials;

/// <summary>Reads JSON that has secrets in it: an error says where it is broken and never quotes it, as the parser's own exceptions do.</summary>
internal static class CredentialsJson
{
    /// <summary>Reads one object, and gives what <paramref name="read"/> makes of it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="what">What the text is, to begin a message with.</param>
    /// <param name="read">Takes the object.</param>
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
                CultureInfo.InvariantCulture, $"{what} is not JSON from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} on."));
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw new LogServiceAuthenticationException($"{what} is not a JSON object.");
        }
    }

    /// <summary>A field's text or the digits of its number; <see langword="null"/> where it is missing, empty or anything else.</summary>
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
                JsonValueKind.Number => field.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair: no key has that
        }
    }
}
