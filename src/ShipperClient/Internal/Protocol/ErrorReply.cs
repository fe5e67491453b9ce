using System.Text.Json;

namespace ShipperClient.Internal.Protocol;

/// <summary>What an error reply says, read from any of the shapes seen (specification, "Errors"), or its bare text.</summary>
internal readonly record struct ErrorReply(string? Code, string? Message, string? RequestId)
{
    public static ErrorReply Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (FromJson(document.RootElement) is { } reply)
            {
                return reply;
            }
        }
        catch (JsonException)
        {
            // Not the service's: a proxy's page, or nothing at all. Its text is told as it is.
        }

        var text = TextForMessages.Clean(Encoding.UTF8.GetString(body.Span));
        return new ErrorReply(null, text.Length == 0 ? null : text, null);
    }

    private static ErrorReply? FromJson(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var inner = root.TryGetProperty("Error", out var error) && error.ValueKind == JsonValueKind.Object ? error : default;
        var reply = inner.ValueKind == JsonValueKind.Object
            ? new ErrorReply(Text(inner, "Code"), Text(inner, "Message"), Text(inner, "RequestId"))
            : new ErrorReply(Text(root, "errorCode") ?? Text(root, "error_code"), Text(root, "errorMessage") ?? Text(root, "error_message"), null);
        return reply.Code is null && reply.Message is null ? null : reply;
    }

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            var text = TextForMessages.Clean(value.GetString()!);
            return text.Length == 0 ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }
}
