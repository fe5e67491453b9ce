using System.Globalization;

namespace ShipperClient.Testing.Internal.Protocol;

/// <summary>
/// Reads the query of a request: keys as they were sent, values unescaped, which is what signatures are computed from (docs/service-api.md,
/// "Signature v1" and "Signature v4").
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

    /// <summary>Indexes the pairs by key, or returns the error for a key that occurs more than once.</summary>
    public static ServiceError? Index(IReadOnlyList<KeyValuePair<string, string>> pairs, out Dictionary<string, string> values)
    {
        values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (!values.TryAdd(key, value))
            {
                return ServiceError.ParameterInvalid($"{key} is given more than once");
            }
        }

        return null;
    }

    /// <summary>
    /// Returns a value as a whole number, the default if there is none, or <see langword="null"/> if the value is not a number. An empty value is none:
    /// official clients send one for every parameter that they were not given.
    /// </summary>
    public static long? Integer(Dictionary<string, string> values, string key, long defaultValue) =>
        values.GetValueOrDefault(key) is not { Length: > 0 } text ? defaultValue
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : null;
}
