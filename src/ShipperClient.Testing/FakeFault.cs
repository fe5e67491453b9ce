using System.Globalization;
using System.Net;
using System.Text;
using ShipperClient.Testing.Internal;

namespace ShipperClient.Testing;

/// <summary>Something that goes wrong with a request; give it to <see cref="FakeLogService.FailNext"/>. Immutable: one may be used often.</summary>
/// <remarks>
/// Every reply still carries <c>Date</c>, <c>Server</c> and a fresh <c>x-log-requestid</c>. A fault that never ends does so when the client goes
/// away or the fake is disposed. Waits go by <see cref="FakeLogServiceOptions.TimeProvider"/>.
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

    internal Reply? Canned { get; private init; }

    internal TimeSpan Time { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal bool RetryAfterAsDate { get; private init; }

    internal long Bytes { get; private init; }

    internal bool Flag { get; private init; }

    /// <summary>An error of the service, with its JSON body, instead of an answer; nothing is done (specification, "Errors").</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="errorCode">The code, such as one of <see cref="LogServiceErrorCodes"/>.</param>
    /// <param name="message">The text.</param>
    /// <param name="retryAfter">The time for a <c>Retry-After</c> header, rounded up to whole seconds; by default there is none.</param>
    /// <param name="retryAfterAsDate">Whether that header is a date, by the service's clock, rather than a number of seconds.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="errorCode"/> or <paramref name="message"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not 200 to 599, or <paramref name="retryAfter"/> is negative.</exception>
    public static FakeFault Error(
        HttpStatusCode status, string errorCode, string message = "Told to fail.", TimeSpan? retryAfter = null, bool retryAfterAsDate = false)
    {
        ArgumentNullException.ThrowIfNull(errorCode);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
        return new(FaultKind.Canned, $"Error {(int)Checked(status)} {errorCode}")
        {
            Canned = Internal.Reply.Of(new ServiceError(status, errorCode, message)),
            RetryAfter = retryAfter,
            RetryAfterAsDate = retryAfterAsDate,
        };
    }

    /// <summary>The error of temporary credentials that have ended: 401 <c>SecurityTokenExpired</c>.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault ExpiredToken()
    {
        var error = ServiceError.TokenExpired();
        return Error(error.Status, error.Code, error.Message);
    }

    /// <summary>Any reply, as text: a proxy's HTML page, another shape of error, a word that no client knows. Nothing is done.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="contentType">The <c>Content-Type</c>, or <see langword="null"/> for none.</param>
    /// <param name="headers">More headers. They take the place of the fake's own of the same name; an empty value leaves that one out (but for Date).</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not 200 to 599.</exception>
    public static FakeFault Reply(
        HttpStatusCode status, string body = "", string? contentType = "application/json", IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Reply(status, Encoding.UTF8.GetBytes(body), contentType, headers);
    }

    /// <summary>Any reply, as bytes: a compressed body with its <c>Content-Encoding</c>, text that is no UTF-8. Nothing is done.</summary>
    /// <inheritdoc cref="Reply(HttpStatusCode, string, string?, IEnumerable{KeyValuePair{string, string}}?)"/>
    public static FakeFault Reply(
        HttpStatusCode status, ReadOnlyMemory<byte> body, string? contentType, IEnumerable<KeyValuePair<string, string>>? headers = null) =>
        new(FaultKind.Canned, $"Reply {(int)Checked(status)}")
        {
            Canned = new Reply(status, body, contentType) { Headers = [.. headers ?? []] },
        };

    /// <summary>A success whose body breaks off in the middle of its JSON, although all of it has come. Nothing is done.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault MalformedJson() => Reply(HttpStatusCode.OK, """{"count":1,"total":1,"statistics":{"running":0,"success":1""");

    /// <summary>Waits, then serves the request as ever. Where the client goes away meanwhile, nothing is done.</summary>
    /// <param name="time">How long.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public static FakeFault Latency(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return new(FaultKind.Latency, Text($"Latency {time}")) { Time = time };
    }

    /// <summary>Resets the connection instead of any reply.</summary>
    /// <param name="served">Whether the request is carried out first, so that only its reply is lost; by default nothing is done.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Reset(bool served = false) => new(FaultKind.Reset, served ? "Reset, served" : "Reset") { Flag = served };

    /// <summary>Serves the request, but closes the connection before the whole of the reply that its headers promise was sent.</summary>
    /// <returns>The fault.</returns>
    public static FakeFault Truncated() => new(FaultKind.Truncated, "Truncated");

    /// <summary>
    /// A success that never ends: headers and a byte at once, then a byte at a time (blanks, with which a JSON text may begin). Nothing is done.
    /// </summary>
    /// <param name="interval">The time from one byte to the next.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is not positive.</exception>
    public static FakeFault Drip(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new(FaultKind.Drip, Text($"Drip {interval}")) { Time = interval };
    }

    /// <summary>Serves the request, with blanks behind the reply's body until it has a size.</summary>
    /// <param name="bytes">The size of the body; where the reply is longer, its own size.</param>
    /// <param name="chunked">Whether the size is kept back, rather than told in a <c>Content-Length</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is not positive.</exception>
    public static FakeFault Oversized(long bytes, bool chunked = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new(FaultKind.Oversized, Text($"Oversized {bytes}")) { Bytes = bytes, Flag = chunked };
    }

    /// <summary>
    /// Serves the request by a clock that is off: beyond 15 minutes it answers RequestTimeExpired or RequestTimeTooSkewed, and its <c>Date</c>
    /// shows that clock (specification, "Errors").
    /// </summary>
    /// <param name="offset">
    /// How far that clock is from <see cref="FakeLogServiceOptions.TimeProvider"/>, whatever <see cref="FakeLogService.ClockOffset"/> is.
    /// </param>
    /// <returns>The fault.</returns>
    public static FakeFault ClockOffset(TimeSpan offset) => new(FaultKind.ClockOffset, Text($"ClockOffset {offset}")) { Time = offset };

    /// <summary>Names the fault.</summary>
    /// <returns>A text for failed assertions.</returns>
    public override string ToString() => _description;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static HttpStatusCode Checked(HttpStatusCode status) => (int)status is >= 200 and <= 599
        ? status
        : throw new ArgumentOutOfRangeException(nameof(status), status, "A reply has a status from 200 to 599.");
}
