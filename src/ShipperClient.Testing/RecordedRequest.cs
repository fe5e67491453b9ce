using System.Globalization;
using System.Net;
using System.Text;

namespace ShipperClient.Testing;

/// <summary>A request that reached a <see cref="FakeLogService"/>, as it was sent.</summary>
public sealed class RecordedRequest
{
    private int _statusCode;

    internal RecordedRequest(
        string method,
        string host,
        string path,
        string query,
        IReadOnlyDictionary<string, string> headers,
        ReadOnlyMemory<byte> body,
        DateTimeOffset receivedAt)
    {
        Method = method;
        Host = host;
        Path = path;
        Query = query;
        Headers = headers;
        Body = body;
        ReceivedAt = receivedAt;
        Parameters = Internal.QueryString.Parse(query);
    }

    /// <summary>The method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>The <c>Host</c> header, with its port where one was sent; its first label is the project.</summary>
    public string Host { get; }

    /// <summary>The path as it was sent, escapes included.</summary>
    public string Path { get; }

    /// <summary>The query as it was sent, without the question mark; empty where there was none.</summary>
    public string Query { get; }

    /// <summary>The query's pairs in the order sent, the values unescaped.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    /// <summary>The headers, found whatever the case of their names; several of one name are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body; empty where there was none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>When the whole request had arrived, by <see cref="FakeLogServiceOptions.TimeProvider"/>, without any clock offset.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>What the fake thinks of the signature. It is judged for every request, also for one that met a fault or failed an earlier check.</summary>
    public SignatureVerdict SignatureVerdict { get; internal set; }

    /// <summary>The fault that the request met, or <see langword="null"/>.</summary>
    public FakeFault? Fault { get; internal set; }

    /// <summary>
    /// The status of the reply; <see langword="null"/> while there is none, and for good where the connection was reset or given up before one.
    /// </summary>
    public HttpStatusCode? StatusCode
    {
        get => Volatile.Read(ref _statusCode) is var code && code == 0 ? null : (HttpStatusCode)code;
        internal set => Volatile.Write(ref _statusCode, value is { } code ? (int)code : 0);
    }

    /// <summary>Shows the method, host, path, query and status, and nothing secret.</summary>
    /// <returns>A text for failed assertions.</returns>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Method} {Host}{Path}{(Query.Length == 0 ? "" : "?")}{Query} -> {(StatusCode is { } code ? (int)code : "no reply")}");
}
