using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>
/// Reads the service's fields liberally: numbers that are sent as strings, null or an empty text for a value that is not known, and no
/// field so odd that it hides the others.
/// </summary>
internal static class LenientJson
{
    /// <summary>Starts on a body that must be one object.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static Utf8JsonReader Start(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        var json = new Utf8JsonReader(body.StartsWith(byteOrderMark) ? body[byteOrderMark.Length..] : body);
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
    public static bool Next(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Whether the name or text that the reader is on is this one.</summary>
    public static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> word) =>
        json.ValueIsEscaped ? IsUnescaped(ref json, word) : json.ValueSpan.SequenceEqual(word);

    /// <summary>Whether the text that the reader is on is this one in any case.</summary>
    public static bool IsInAnyCase(ref Utf8JsonReader json, ReadOnlySpan<byte> word) =>
        json.ValueIsEscaped ? Ascii.EqualsIgnoreCase(word, ReadMessage(ref json)) : Ascii.EqualsIgnoreCase(json.ValueSpan, word);

    /// <summary>The value as text; a number's digits, <see langword="null"/> for null and for an empty text.</summary>
    /// <exception cref="JsonException">The value is neither, or is a text that cannot be decoded.</exception>
    public static string? ReadText(ref Utf8JsonReader json) =>
        Read(ref json, static (ReadOnlySpan<byte> _, InvalidOperationException cause) => throw new JsonException("A text cannot be decoded.", cause));

    /// <summary>The value as <see cref="ReadText"/> returns it, for texts that people read: what cannot be decoded is kept as well as possible.</summary>
    public static string? ReadMessage(ref Utf8JsonReader json) =>
        Read(ref json, static (ReadOnlySpan<byte> raw, InvalidOperationException _) => Encoding.UTF8.GetString(raw));

    /// <summary>Moves on to the field's value: a text that people read, or <see langword="null"/> if it is blank or anything but a text.</summary>
    public static string? ReadValueAsMessage(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return null;
        }

        return ReadMessage(ref json) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    /// <summary>The value as a whole number, cut to the range of a <see cref="long"/>; <see langword="null"/> for null and for an empty text.</summary>
    /// <exception cref="JsonException">The value is not a whole number.</exception>
    public static long? ReadNumber(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number))
        {
            return number;
        }

        if (json.TokenType is not (JsonTokenType.Null or JsonTokenType.Number or JsonTokenType.String))
        {
            throw new JsonException($"Expected a whole number, found {json.TokenType}.");
        }

        return ReadText(ref json) is { } text ? Whole(text) : null;
    }

    /// <summary>The value as a count: a number outside the range of an <see cref="int"/> is cut to it.</summary>
    public static int? ReadCount(ref Utf8JsonReader json) => ReadNumber(ref json) is { } number ? (int)Math.Clamp(number, 0, int.MaxValue) : null;

    /// <summary>Unix seconds as a time in UTC; <see langword="null"/> for 0, for no value, and for a time outside the calendar.</summary>
    public static DateTimeOffset? ReadTime(ref Utf8JsonReader json) => ToTime(ReadNumber(ref json));

    /// <summary>As <see cref="ReadTime"/>.</summary>
    public static DateTimeOffset? ToTime(long? unixSeconds)
    {
        const long LastSecond = 253_402_300_799; // 9999-12-31T23:59:59Z
        return unixSeconds is { } seconds and > 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    private delegate string Undecodable(ReadOnlySpan<byte> raw, InvalidOperationException cause);

    private static bool IsUnescaped(ref Utf8JsonReader json, ReadOnlySpan<byte> word)
    {
        try
        {
            return json.ValueTextEquals(word);
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair is no known word
        }
    }

    // The reader is always on one whole span: responses are read before they are parsed.
    private static string? Read(ref Utf8JsonReader json, Undecodable undecodable)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(json.ValueSpan);
            case JsonTokenType.String when json.ValueSpan.IsEmpty:
                return null;
            case JsonTokenType.String:
                try
                {
                    return json.GetString();
                }
                catch (InvalidOperationException exception)
                {
                    return undecodable(json.ValueSpan, exception);
                }

            default:
                throw new JsonException($"Expected a text, found {json.TokenType}.");
        }
    }

    private static long Whole(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        // 20.0, or more digits than a long has.
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out var real) && Math.Floor(real) == real
            ? real >= long.MaxValue ? long.MaxValue : real <= long.MinValue ? long.MinValue : (long)real
            : throw new JsonException("Expected a whole number, found another text.");
    }
}
