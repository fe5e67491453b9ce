using System.Buffers;
using System.Text.Json;

namespace ShipperClient.Internal.Protocol;

/// <summary>Reads the service's fields as liberally as the specification asks: numbers that come as strings, and null or nothing for "not known".</summary>
internal static class JsonFields
{
    /// <summary>The value as text; a number's digits, <see langword="null"/> for null and for an empty text.</summary>
    /// <exception cref="JsonException">The value is neither.</exception>
    public static string? ReadText(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => json.ValueSpan.IsEmpty && !json.HasValueSequence ? null : Unescaped(ref json),
        JsonTokenType.Number => Encoding.ASCII.GetString(json.HasValueSequence ? json.ValueSequence.ToArray() : json.ValueSpan),
        _ => throw new JsonException($"Expected a text, found {json.TokenType}."),
    };

    /// <summary>The value as a whole number; <see langword="null"/> for null and for an empty text.</summary>
    /// <exception cref="JsonException">The value is not a whole number.</exception>
    public static long? ReadNumber(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when json.TryGetInt64(out var number):
                return number;
            case JsonTokenType.String when ReadText(ref json) is not { } text:
                return null;
            case JsonTokenType.String when long.TryParse(Unescaped(ref json), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return number;
            default:
                throw new JsonException($"Expected a whole number, found {json.TokenType}.");
        }
    }

    /// <summary>The value as a count: what does not fit into an <see cref="int"/> is cut to it.</summary>
    public static int? ReadCount(ref Utf8JsonReader json) => ReadNumber(ref json) is { } number ? (int)Math.Clamp(number, 0, int.MaxValue) : null;

    /// <summary>Unix seconds as a time in UTC; <see langword="null"/> for 0, for nothing, and for what no calendar holds.</summary>
    public static DateTimeOffset? ReadTime(ref Utf8JsonReader json)
    {
        const long LastSecond = 253_402_300_799; // 9999-12-31T23:59:59Z
        return ReadNumber(ref json) is { } seconds and > 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    private static string Unescaped(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            // Bytes that are no UTF-8, or half a surrogate pair.
            throw new JsonException("A text cannot be decoded.", exception);
        }
    }
}
