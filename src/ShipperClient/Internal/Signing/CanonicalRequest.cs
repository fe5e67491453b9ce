using System.Net.Http.Headers;
using ShipperClient.Internal.Signing.Buffers;

namespace ShipperClient.Internal.Signing;

/// <summary>What a signature covers, in its order: the query by key and the service headers by name, both ordinally. Dispose it after signing.</summary>
internal ref struct CanonicalRequest
{
    private const int UsualCount = 8;

    private SortedPairs _query = new(UsualCount);
    private SortedPairs _serviceHeaders = new(UsualCount);
    private Uri? _address;
    private string? _host;

    private CanonicalRequest(string method, ReadOnlySpan<char> path)
    {
        Method = method;
        Path = path;
    }

    public string Method { get; }

    public ReadOnlySpan<char> Path { get; }

    /// <summary>Names as they are sent, values decoded.</summary>
    public readonly ReadOnlySpan<NameValuePair> Query => _query.Written;

    /// <summary>Every <c>x-log-*</c> and <c>x-acs-*</c> header: name in lower case, value trimmed.</summary>
    public readonly ReadOnlySpan<NameValuePair> ServiceHeaders => _serviceHeaders.Written;

    public string? ContentMd5 { get; private set; }

    public string? ContentType { get; private set; }

    public string? Date { get; private set; }

    /// <summary>The Host header, or what is sent for it.</summary>
    public readonly string? Host => _host ?? (_address is null ? null : _address.IsDefaultPort ? _address.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{_address.IdnHost}:{_address.Port}"));

    public static CanonicalRequest From(HttpRequestMessage message)
    {
        // As HttpClient sends it.
        var address = message.RequestUri!.PathAndQuery;
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? address.Length : mark;
        var request = new CanonicalRequest(message.Method.Method, address.AsSpan(0, path)) { _address = message.RequestUri };
        request.AddQuery(address.AsMemory(path).TrimStart('?'));
        request.AddHeaders(message.Headers.NonValidated);
        if (message.Content is not null)
        {
            request.AddHeaders(message.Content.Headers.NonValidated);
        }

        return request;
    }

    public static CanonicalRequest From(
        string method, string path, IEnumerable<KeyValuePair<string, string>> query, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var request = new CanonicalRequest(method, path);
        foreach (var (name, value) in query)
        {
            request._query.Add(name.AsMemory(), value.AsMemory());
        }

        foreach (var (name, value) in headers)
        {
            request.AddHeader(name, value);
        }

        return request;
    }

    /// <summary>The value of a service header, or an empty one.</summary>
    public readonly ReadOnlySpan<char> Find(string name)
    {
        foreach (var header in ServiceHeaders)
        {
            if (header.Name.Span.SequenceEqual(name))
            {
                return header.Value.Span;
            }
        }

        return default;
    }

    public readonly void Dispose()
    {
        _query.Dispose();
        _serviceHeaders.Dispose();
    }

    private void AddQuery(ReadOnlyMemory<char> query)
    {
        while (!query.IsEmpty)
        {
            var end = query.Span.IndexOf('&');
            var pair = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            var equals = pair.Span.IndexOf('=');
            if (!pair.IsEmpty)
            {
                // Values are decoded, keys stay as they are.
                _query.Add(equals < 0 ? pair : pair[..equals], equals < 0 ? default : Unescape(pair[(equals + 1)..]));
            }
        }
    }

    private void AddHeaders(HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            var value = values.ToString();
            if (value.AsSpan().ContainsAny('\r', '\n'))
            {
                throw new InvalidOperationException($"A handler of the application has given the header {name} a value with a line break, so the request was not signed. Remove the line break.");
            }

            AddHeader(name, value);
        }
    }

    private void AddHeader(string name, string value)
    {
        if (LogServiceHeaders.IsSigned(name))
        {
            _serviceHeaders.Add(name.ToLowerInvariant().AsMemory(), value.AsMemory().Trim());
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
            _host = value.Trim();
        }
    }

    private static ReadOnlyMemory<char> Unescape(ReadOnlyMemory<char> text) =>
        text.Span.Contains('%') ? Uri.UnescapeDataString(text.ToString()).AsMemory() : text;

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
