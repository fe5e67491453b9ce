using System.Net.Http.Headers;
using ShipperClient.Internal.Protocol;

namespace ShipperClient.Internal.Signing;

/// <summary>What a signature covers, in the order it is written: query by key, service headers by name, both ordinally.</summary>
internal sealed class SignableRequest
{
    private SignableRequest(string method, string path, List<SignedField> query)
    {
        Method = method;
        Path = path;
        Query = query;
        Query.Sort(static (x, y) => string.CompareOrdinal(x.Name, y.Name));
    }

    public string Method { get; }

    public string Path { get; }

    /// <summary>Names and values, decoded.</summary>
    public List<SignedField> Query { get; }

    /// <summary>Every <c>x-log-*</c> and <c>x-acs-*</c> header: name in lower case, value trimmed.</summary>
    public List<SignedField> ServiceHeaders { get; } = new(8);

    public string? ContentMd5 { get; private set; }

    public string? ContentType { get; private set; }

    public string? Date { get; private set; }

    public string? Host { get; private set; }

    public static SignableRequest From(HttpRequestMessage message)
    {
        var uri = message.RequestUri!;
        var request = new SignableRequest(message.Method.Method, uri.AbsolutePath, Decode(uri.Query)) { Host = message.Headers.Host ?? uri.Authority };
        request.AddHeaders(message.Headers.NonValidated);
        if (message.Content is not null)
        {
            request.AddHeaders(message.Content.Headers.NonValidated);
        }

        return request.Sorted();
    }

    public static SignableRequest From(
        string method, string path, IEnumerable<KeyValuePair<string, string>> query, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var request = new SignableRequest(method, path, [.. query.Select(static pair => new SignedField(pair.Key, pair.Value))]);
        foreach (var (name, value) in headers)
        {
            request.Add(name, value);
        }

        return request.Sorted();
    }

    /// <summary>The value of a service header, or <see langword="null"/>.</summary>
    public string? Find(string name)
    {
        foreach (var header in ServiceHeaders)
        {
            if (header.Name == name)
            {
                return header.Value;
            }
        }

        return null;
    }

    private void AddHeaders(HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            Add(name, values.ToString());
        }
    }

    private void Add(string name, string value)
    {
        if (name.StartsWith("x-log-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-acs-", StringComparison.OrdinalIgnoreCase))
        {
            ServiceHeaders.Add(new SignedField(name.ToLowerInvariant(), value.Trim()));
        }
        else if (Is(name, LogServiceHeaders.ContentMd5))
        {
            ContentMd5 = value.Trim();
        }
        else if (Is(name, LogServiceHeaders.ContentType))
        {
            ContentType = value.Trim();
        }
        else if (Is(name, LogServiceHeaders.Date))
        {
            Date = value.Trim();
        }
        else if (Is(name, LogServiceHeaders.Host))
        {
            Host = value.Trim();
        }
    }

    private SignableRequest Sorted()
    {
        ServiceHeaders.Sort(static (x, y) => string.CompareOrdinal(x.Name, y.Name));
        return this;
    }

    private static List<SignedField> Decode(string query)
    {
        var fields = new List<SignedField>(8);
        var rest = query.AsSpan().TrimStart('?');
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('&');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var equals = pair.IndexOf('=');
            if (!pair.IsEmpty)
            {
                // Values are decoded, keys stay as they are.
                fields.Add(new SignedField((equals < 0 ? pair : pair[..equals]).ToString(), equals < 0 ? "" : Unescape(pair[(equals + 1)..])));
            }
        }

        return fields;
    }

    private static string Unescape(ReadOnlySpan<char> text) => text.Contains('%') ? Uri.UnescapeDataString(text.ToString()) : text.ToString();

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
