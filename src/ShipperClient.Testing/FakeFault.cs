using System.Globalization;
using System.Net;
using System.Text;
using ShipperClient.Testing.Internal.Faults;
using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing;

/// <summary>
/// Represents a failure that a request meets when it is passed to <see cref="FakeLogService.FailNext"/>. Immutable, so one instance can be used
/// repeatedly.
/// </summary>
/// <remarks>
/// Every response still carries <c>Date</c>, <c>Server</c> and a new <c>x-log-requestid</c>. A fault that never ends stops when the client closes the
/// connection or the fake is disposed. Waits are measured by <see cref="FakeLogServiceOptions.TimeProvider"/>.
/// </remarks>
public sealed class FakeFault
{
    private readonly string _description;

    private FakeFault(FaultKind kind, string description)
    {
        Kind = kind;
        _description = description;
    }

    internal FaultKind Kind { get; }

    internal Response? Response { get; private init; }

    internal TimeSpan Time { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal bool RetryAfterAsDate { get; private init; }

    internal long Bytes { get; private init; }

    internal bool Flag { get; private init; }

    /// <summary>Creates a fault that answers with an error of the service and its JSON body. The request is not carried out.</summary>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <param name="errorCode">The error code, such as one of <see cref="LogServiceErrorCodes"/>.</param>
    /// <param name="message">The error message.</param>
    /// <param name="retryAfter">The time for a <c>Retry-After</c> header, rounded up to whole seconds. By default the header is not sent.</param>
    /// <param name="retryAfterAsDate">
    /// <see langword="true"/> to send that header as a date, by the service's clock; <see langword="false"/> to send it as a number of seconds.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="errorCode"/> or <paramref name="message"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not 200 to 599, or <paramref name="retryAfter"/> is negative.</exception>
    public static FakeFault Error(
        HttpStatusCode status, string errorCode, string message = "Requested by the test.", TimeSpan? retryAfter = null, bool retryAfterAsDate = false)
    {
        ArgumentNullException.ThrowIfNull(errorCode);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
        return new(FaultKind.Response, $"Error {(int)Validate(status)} {errorCode}")
        {
            Response = Response.FromError(new ServiceError(status, errorCode, message)),
            RetryAfter = retryAfter,
            RetryAfterAsDate = retryAfterAsDate,
        };
    }

    /// <summary>Creates a fault that answers as if temporary credentials had expired: 401 <c>SecurityTokenExpired</c>. The request is not carried out.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault ExpiredToken()
    {
        var error = ServiceError.TokenExpired();
        return Error(error.Status, error.Code, error.Message);
    }

    /// <summary>
    /// Creates a fault that answers as the service does when it is called too often: 403 <c>MetaOperationQpsLimitExceeded</c>. The request is not carried
    /// out.
    /// </summary>
    /// <param name="retryAfter">The time for a <c>Retry-After</c> header, rounded up to whole seconds. By default the header is not sent.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public static FakeFault Throttled(TimeSpan? retryAfter = null) => Error(
        HttpStatusCode.Forbidden, LogServiceErrorCodes.MetaOperationQpsLimitExceeded, "The qps limit of meta operation is exceeded.", retryAfter);

    /// <summary>
    /// Creates a fault that answers with any text: the HTML page of a proxy, another form of error, a word that no client knows. The request is not
    /// carried out.
    /// </summary>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <param name="body">The body, which is sent as UTF-8.</param>
    /// <param name="contentType">The <c>Content-Type</c>, or <see langword="null"/> to send none.</param>
    /// <param name="headers">
    /// Additional headers. They replace the fake's own headers of the same name. An empty value removes a header, except <c>Date</c>.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not 200 to 599.</exception>
    public static FakeFault Reply(
        HttpStatusCode status, string body = "", string? contentType = "application/json", IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Reply(status, Encoding.UTF8.GetBytes(body), contentType, headers);
    }

    /// <summary>
    /// Creates a fault that answers with any bytes: a compressed body with its <c>Content-Encoding</c>, text that is not UTF-8. The request is not
    /// carried out.
    /// </summary>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The <c>Content-Type</c>, or <see langword="null"/> to send none.</param>
    /// <param name="headers">
    /// Additional headers. They replace the fake's own headers of the same name. An empty value removes a header, except <c>Date</c>.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not 200 to 599.</exception>
    public static FakeFault Reply(
        HttpStatusCode status, ReadOnlyMemory<byte> body, string? contentType, IEnumerable<KeyValuePair<string, string>>? headers = null) =>
        new(FaultKind.Response, $"Reply {(int)Validate(status)}")
        {
            Response = new Response(status, body, contentType) { Headers = [.. headers ?? []] },
        };

    /// <summary>
    /// Creates a fault that answers with a success whose JSON is incomplete, although the whole response is received. The request is not carried out.
    /// </summary>
    /// <returns>The fault.</returns>
    public static FakeFault MalformedJson() => Reply(HttpStatusCode.OK, """{"count":1,"total":1,"statistics":{"running":0,"success":1""");

    /// <summary>
    /// Creates a fault that waits, and then answers the request as usual. If the client closes the connection during the wait, the request is not carried
    /// out.
    /// </summary>
    /// <param name="time">The time to wait.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public static FakeFault Latency(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return new(FaultKind.Latency, Text($"Latency {time}")) { Time = time };
    }

    /// <summary>Creates a fault that resets the connection instead of sending a response.</summary>
    /// <param name="served">
    /// <see langword="true"/> to carry out the request first, so that only its response is lost; <see langword="false"/> not to carry it out.
    /// </param>
    /// <returns>The fault.</returns>
    public static FakeFault Reset(bool served = false) => new(FaultKind.Reset, served ? "Reset, served" : "Reset") { Flag = served };

    /// <summary>
    /// Creates a fault that carries out the request, but closes the connection before it has sent the whole response that the headers announce.
    /// </summary>
    /// <returns>The fault.</returns>
    public static FakeFault Truncated() => new(FaultKind.Truncated, "Truncated");

    /// <summary>
    /// Creates a fault that sends a success that never ends: the headers and one byte at once, then one byte at a time (spaces, which may precede JSON).
    /// The request is not carried out.
    /// </summary>
    /// <param name="interval">The time between two bytes.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is not positive.</exception>
    public static FakeFault Drip(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new(FaultKind.Drip, Text($"Drip {interval}")) { Time = interval };
    }

    /// <summary>Creates a fault that carries out the request, and pads the body of the response with spaces to a size.</summary>
    /// <param name="bytes">The size of the body in bytes. A response that is larger keeps its own size.</param>
    /// <param name="chunked"><see langword="true"/> to send no <c>Content-Length</c>; <see langword="false"/> to send it.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is not positive.</exception>
    public static FakeFault Oversized(long bytes, bool chunked = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new(FaultKind.Oversized, Text($"Oversized {bytes}")) { Bytes = bytes, Flag = chunked };
    }

    /// <summary>
    /// Creates a fault that answers the request by a clock that is wrong: if the difference exceeds 15 minutes, the answer is <c>RequestTimeExpired</c> or
    /// <c>RequestTimeTooSkewed</c>. The <c>Date</c> of the response shows that clock.
    /// </summary>
    /// <param name="offset">
    /// The difference between that clock and <see cref="FakeLogServiceOptions.TimeProvider"/>. <see cref="FakeLogService.ClockOffset"/> is ignored.
    /// </param>
    /// <returns>The fault.</returns>
    public static FakeFault ClockOffset(TimeSpan offset) => new(FaultKind.ClockOffset, Text($"ClockOffset {offset}")) { Time = offset };

    /// <summary>Returns the name and the main parameter of the fault.</summary>
    /// <returns>A text for the messages of failed assertions.</returns>
    public override string ToString() => _description;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static HttpStatusCode Validate(HttpStatusCode status) => (int)status is >= 200 and <= 599
        ? status
        : throw new ArgumentOutOfRangeException(nameof(status), status, "The status code of a response must be 200 to 599.");
}
