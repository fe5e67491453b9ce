using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>
/// A fault that an attempt of the soak may meet, and what a call may fail with whose last attempt met it. What the client recovers from is not among
/// them (expired tokens, signatures that do not match, a clock that is off): the soak's service rotates its credentials, and the client's clock drifts, in earnest.
/// </summary>
/// <param name="Name">Its name, by which the client asks the service for it.</param>
/// <param name="Fault">What the service does.</param>
/// <param name="LeadsTo">The exception; <see langword="null"/> where the call must succeed all the same.</param>
/// <param name="IsServed">Whether the service carries the request out first, so that the client cannot know whether it did.</param>
internal sealed record SoakFault(string Name, FakeFault Fault, Type? LeadsTo, bool IsServed = false)
{
    /// <summary>The header of an attempt that names the fault it is to meet.</summary>
    public const string Header = "x-soak-fault";

    /// <summary>Every fault, each as likely as any other.</summary>
    public static readonly SoakFault[] All =
    [
        new("internal-error", FakeFault.Error(HttpStatusCode.InternalServerError, LogServiceErrorCodes.InternalServerError), typeof(LogServiceUnavailableException)),
        new("busy", FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromSeconds(1)), typeof(LogServiceUnavailableException)),
        new("quota", FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.ReadQuotaExceed), typeof(LogServiceThrottledException)),
        new(
            "too-many",
            FakeFault.Error(HttpStatusCode.TooManyRequests, LogServiceErrorCodes.WriteQuotaExceed, retryAfter: TimeSpan.FromSeconds(1), retryAfterAsDate: true),
            typeof(LogServiceThrottledException)),
        new("unknown-key", FakeFault.Error(HttpStatusCode.Unauthorized, LogServiceErrorCodes.InvalidAccessKeyId), typeof(LogServiceAuthenticationException)),
        new("no-shipper", FakeFault.Error(HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist), typeof(LogServiceNotFoundException)),
        new("parameter", FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid), typeof(LogServiceInvalidRequestException)),
        new("proxy-error", FakeFault.Reply(HttpStatusCode.BadGateway, "<html>502</html>", "text/html"), typeof(LogServiceUnavailableException)),
        new("sign-in-page", FakeFault.Reply(HttpStatusCode.OK, "<html>Sign in</html>", "text/html"), typeof(LogServiceProtocolException)),
        new("redirect", FakeFault.Reply(HttpStatusCode.Found, headers: [new("Location", "http://127.0.0.1:9/")]), typeof(LogServiceProtocolException)),
        new("malformed", FakeFault.MalformedJson(), typeof(LogServiceProtocolException)),
        new("slow", FakeFault.Latency(TimeSpan.FromMilliseconds(100)), LeadsTo: null, IsServed: true),
        new("never", FakeFault.Latency(TimeSpan.FromHours(1)), typeof(LogServiceUnavailableException)),
        new("reset", FakeFault.Reset(), typeof(LogServiceUnavailableException)),
        new("reset-served", FakeFault.Reset(served: true), typeof(LogServiceUnavailableException), IsServed: true),
        new("truncated", FakeFault.Truncated(), typeof(LogServiceUnavailableException), IsServed: true),
        new("drip", FakeFault.Drip(TimeSpan.FromMilliseconds(200)), typeof(LogServiceUnavailableException)),
        new("oversized", FakeFault.Oversized(20_000, chunked: true), LeadsTo: null, IsServed: true),
    ];
}
