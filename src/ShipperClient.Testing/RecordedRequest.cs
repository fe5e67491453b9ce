using System.Globalization;
using System.Net;
using System.Text;
using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing;

/// <summary>Represents a request that a <see cref="FakeLogService"/> received, exactly as it was sent.</summary>
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
        Parameters = QueryString.Parse(query);
        Target = RequestTarget.Parse(method, host, path);
        Shipper = ShipperReference.TryParse($"{Target.Project}/{Target.Logstore}/{Target.Shipper}", out var shipper) ? shipper : null;
        TaskIds = Operation is RequestTarget.RetryShipperTasks ? TaskIdList.Parse(body.Span) ?? [] : [];
    }

    /// <summary>
    /// Gets the name of the operation that the method and path name, as in the client's traces: <c>GetShipperStatus</c>, <c>RetryShipperTasks</c>,
    /// <c>ListLogstores</c> or <c>ListShippers</c>; or <see langword="null"/> if they name none.
    /// </summary>
    public string? Operation => Target.Operation;

    /// <summary>Gets the shipper that the host and path name, or <see langword="null"/> if they name none.</summary>
    public ShipperReference? Shipper { get; }

    /// <summary>Gets the IDs of the tasks to retry. Empty if the request is not a retry, or its body is not a list of task IDs.</summary>
    public IReadOnlyList<string> TaskIds { get; }

    /// <summary>Gets the HTTP method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>Gets the value of the <c>Host</c> header, with the port if one was sent. Its first label is the project.</summary>
    public string Host { get; }

    /// <summary>Gets the path as it was sent, including escape sequences.</summary>
    public string Path { get; }

    /// <summary>Gets the query as it was sent, without the question mark, or an empty string if there was none.</summary>
    public string Query { get; }

    /// <summary>Gets the key-value pairs of the query in the order in which they were sent. The values are unescaped.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    /// <summary>Gets the headers by name, which is not case-sensitive. Values of the same name are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the body, which is empty if there was none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets the body, decoded as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>
    /// Gets the time at which the whole request had arrived, by <see cref="FakeLogServiceOptions.TimeProvider"/> and without any clock offset.
    /// </summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>
    /// Gets the result of checking the signature. Every signature is checked, including those of requests that met a fault or failed an earlier check.
    /// </summary>
    public SignatureVerdict SignatureVerdict { get; internal set; }

    /// <summary>Gets the fault that the request met, or <see langword="null"/> if it met none.</summary>
    public FakeFault? Fault { get; internal set; }

    /// <summary>
    /// Gets the status code of the response, or <see langword="null"/> if no response has been sent: the request is in progress, or its connection
    /// was closed before a response.
    /// </summary>
    public HttpStatusCode? StatusCode
    {
        get => Volatile.Read(ref _statusCode) is var code && code == 0 ? null : (HttpStatusCode)code;
        internal set => Volatile.Write(ref _statusCode, value is { } code ? (int)code : 0);
    }

    internal RequestTarget Target { get; }

    /// <summary>Returns the method, host, path, query and status code of the request. The text contains no secrets.</summary>
    /// <returns>A text for the messages of failed assertions.</returns>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Method} {Host}{Path}{(Query.Length == 0 ? "" : "?")}{Query} -> {(StatusCode is { } code ? (int)code : "no response")}");
}
