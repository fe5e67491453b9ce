using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Documents;

/// <summary>Comma-separated values as RFC 4180 has them, but with plain line feeds, and none within a field.</summary>
internal static class Csv
{
    public static string Line(IEnumerable<object?> values) => string.Join(',', values.Select(Field));

    private static string Field(object? value)
    {
        var text = value switch
        {
            null => "",
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => TextSanitizer.Sanitize(value.ToString()!),
        };
        return text.AsSpan().IndexOfAny(",\"") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
