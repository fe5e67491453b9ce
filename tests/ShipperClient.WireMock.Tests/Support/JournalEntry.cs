using System.Text.Json;
using ShipperClient.Tests.Signing;

namespace ShipperClient.WireMock.Tests.Support;

/// <summary>One request as WireMock received it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">Path and query, as sent.</param>
/// <param name="Headers">The headers by name, in whatever case.</param>
/// <param name="Body">The body; empty without one.</param>
/// <param name="Stub">The name of the stub that answered, or <see langword="null"/> where none matched.</param>
/// <param name="Request">The request in WireMock's own words, to ask for its near misses.</param>
/// <param name="Report">For a request that no stub matched: WireMock's comparison with the closest one.</param>
internal sealed record JournalEntry(
    string Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body, string? Stub, JsonElement Request, string? Report)
{
    public static JournalEntry From(JsonElement entry)
    {
        var request = entry.GetProperty("request");
        var isMatched = entry.GetProperty("wasMatched").GetBoolean();
        return new JournalEntry(
            request.GetProperty("method").GetString()!,
            request.GetProperty("url").GetString()!,
            request.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            request.GetProperty("body").GetString()!,
            isMatched ? entry.GetProperty("stubMapping").GetProperty("name").GetString() : null,
            request,
            isMatched ? null : ReportOf(entry));
    }

    /// <summary>The Authorization that this request has to carry by the specification of v4. Its queries hold nothing that has to be encoded.</summary>
    public string SignedWithV4(string accessKeyId, string accessKeySecret)
    {
        var (path, query) = Url.Split('?') is [var before, var after] ? (before, after) : (Url, "");
        var signed = Headers
            .Select(header => (Name: header.Key.ToLowerInvariant(), header.Value))
            .Where(header => header.Name is "content-type" or "host" || header.Name.StartsWith("x-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .ToList();
        var canonical = $"{Method}\n{path}\n{string.Join('&', query.Split('&').Order(StringComparer.Ordinal))}\n"
            + $"{string.Concat(signed.Select(header => $"{header.Name}:{header.Value}\n"))}\n"
            + $"{string.Join(';', signed.Select(header => header.Name))}\n{Headers["x-log-content-sha256"]}";
        return NaiveSigner.Authorization(canonical, SignatureVersion.V4, accessKeyId, accessKeySecret, Headers["x-log-date"]);
    }

    private static string? ReportOf(JsonElement entry) => entry.GetProperty("subEvents").EnumerateArray()
        .Where(subEvent => subEvent.GetProperty("type").ValueEquals("REQUEST_NOT_MATCHED"))
        .Select(subEvent => subEvent.GetProperty("data").GetProperty("report").GetString())
        .FirstOrDefault();
}
