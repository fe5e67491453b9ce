using System.Text.Json;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Operations;

/// <summary>What the listings of names share: the limits of a page, and <c>{"count":1,"total":1,"logstores":["name", …]}</c>.</summary>
internal static class NamePage
{
    private const int MaxSize = 500;

    public static void Validate(int offset, int size)
    {
        if (offset < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), string.Create(CultureInfo.InvariantCulture, $"The offset is the number of names to skip and cannot be negative, but is {offset}. Start at 0."));
        }

        if (size is < 1 or > MaxSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), string.Create(CultureInfo.InvariantCulture, $"The size of a page must be 1 to {MaxSize}, but is {size}. To list more, request the next page."));
        }
    }

    public static (int Count, int Total, List<string> Names) Read(ReadOnlySpan<byte> body, string field, int size)
    {
        var fieldName = Encoding.UTF8.GetBytes(field);
        List<string>? names = null;
        var (count, total) = PageReader.Read(body, ref names, (ref Utf8JsonReader json, int? announced, ref List<string>? names) =>
        {
            if (LenientJson.Is(ref json, fieldName))
            {
                json.Read();
                names = PageReader.ReadList(ref json, announced, size, static (ref Utf8JsonReader json) => LenientJson.ReadText(ref json) ?? throw new JsonException("A name is empty."));
            }
            else
            {
                json.Skip();
            }
        });
        var found = PageReader.EmptyUnlessCounted(names, count, field);
        return (count ?? found.Count, total, found);
    }
}
