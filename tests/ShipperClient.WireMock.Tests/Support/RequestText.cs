using System.Text;
using System.Text.RegularExpressions;
using WireMock;

namespace ShipperClient.WireMock.Tests.Support;

/// <summary>A request as text: its first line, its headers by name in lower case, an empty line, its body.</summary>
internal static partial class RequestText
{
    public const string UserAgent = "ShipperClient/{version} (.NET {version})";

    // What .NET adds to a request by itself.
    private static readonly string[] HeadersOfDotNet = ["Accept-Encoding", "traceparent"];

    public static string Format(IRequestMessage request) => Format(
        request.Method,
        request.AbsolutePath + (request.RawQuery is { Length: > 0 } query ? "?" + query.TrimStart('?') : ""),
        request.Headers!.Where(static header => !HeadersOfDotNet.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(static header => (header.Key.ToLowerInvariant(), header.Key == "User-Agent" ? Versions().Replace(header.Value.ToString(), "{version}") : header.Value.ToString())),
        request.BodyAsBytes is { } body ? Encoding.UTF8.GetString(body) : "");

    public static string Format(string method, string target, IEnumerable<(string Name, string Value)> headers, string body) =>
        $"{method} {target}\n{string.Concat(headers.OrderBy(static header => header.Name, StringComparer.Ordinal).Select(static header => $"{header.Name}: {header.Value}\n"))}\n{body}";

    [GeneratedRegex("[0-9]+(?:[.][0-9]+)+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Versions();
}
