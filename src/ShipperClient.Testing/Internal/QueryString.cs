using System.Globalization;

namespace ShipperClient.Testing.Internal;

/// <summary>
/// Reads the query of a request: keys as they were sent, values unescaped (specification, "Signature v1": values decoded; "Signature v4": keys
/// as they are).
/// </summary>
internal static class QueryString
{
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string query)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            pairs.Add(equals < 0 ? new(part, "") : new(part[..equals], Uri.UnescapeDataString(part[(equals + 1)..])));
        }

        return pairs;
    }

    /// <summary>The pairs by key, and a key that is there more than once.</summary>
    public static (Dictionary<string, string> Values, string? Repeated) Single(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (!values.TryAdd(key, value))
            {
                return (values, key);
            }
        }

        return (values, null);
    }

    /// <summary>A value as a whole number, the default where there is none, or <see langword="null"/> where it is not one.</summary>
    public static long? Integer(Dictionary<string, string> values, string key, long otherwise) =>
        !values.TryGetValue(key, out var text) ? otherwise
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : null;
}
