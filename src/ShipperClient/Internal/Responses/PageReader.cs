using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>Reads what every page has: <c>count</c> and <c>total</c>, with its items beside them.</summary>
internal static class PageReader
{
    /// <summary>Reads, or skips, the value of the field whose name the reader is on; the count is known if it came before.</summary>
    public delegate void FieldReader<TItems>(ref Utf8JsonReader json, int? count, ref TItems items);

    /// <exception cref="JsonException">The body is not a JSON object, or has no total.</exception>
    public static (int? Count, int Total) Read<TItems>(ReadOnlySpan<byte> body, ref TItems items, FieldReader<TItems> readOther)
    {
        var json = LenientJson.Start(body);
        int? count = null;
        int? total = null;
        while (LenientJson.Next(ref json))
        {
            if (LenientJson.Is(ref json, "count"u8))
            {
                json.Read();
                count = LenientJson.ReadCount(ref json);
            }
            else if (LenientJson.Is(ref json, "total"u8))
            {
                json.Read();
                total = LenientJson.ReadCount(ref json);
            }
            else
            {
                readOther(ref json, count, ref items);
            }
        }

        json.Read(); // throws if anything follows the object

        // Every other field is optional, but a body without a total is not the service's, and not an empty list.
        return (count, total ?? throw new JsonException("The field \"total\" is missing."));
    }

    /// <summary>Reads a list whose items <paramref name="readItem"/> reads, without those that are null; <see langword="null"/> if the list itself is null.</summary>
    /// <exception cref="JsonException">The value is neither, or has more items than were asked for: a few compressed bytes could be millions of them.</exception>
    public static List<T>? ReadList<T>(ref Utf8JsonReader json, int? count, int size, ItemReader<T> readItem)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Expected a list, found {json.TokenType}.");
        }

        // The capacity goes by the announced count.
        var items = new List<T>(Math.Clamp(count ?? 0, 0, size));
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Null)
            {
                items.Add(items.Count < size ? readItem(ref json) : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"The page has more than the {size} items that were asked for.")));
            }
        }

        return items;
    }

    /// <summary>A page without a list has no items, unless it announces some.</summary>
    /// <exception cref="JsonException">It does.</exception>
    public static List<T> EmptyUnlessCounted<T>(List<T>? items, int? count, string field) => items ?? (count > 0
        ? throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"The field \"count\" is {count}, but the list \"{field}\" is missing."))
        : []);

    /// <summary>Reads the item that the reader is on.</summary>
    public delegate T ItemReader<out T>(ref Utf8JsonReader json);
}
