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
}
