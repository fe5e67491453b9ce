using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>
/// Detects a document that is cut off. HTTP does that for a body with a length; a decompressed body has none, and .NET takes the end of the compressed bytes
/// for the end of the data.
/// </summary>
internal static class TruncatedJson
{
    /// <summary>Whether a body is empty, or begins as a JSON object and is not a whole one. Any other text is not the service's.</summary>
    public static bool Detect(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '{')
        {
            return false;
        }

        try
        {
            var json = new Utf8JsonReader(text);
            json.Read();
            json.Skip();
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
