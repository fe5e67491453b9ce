using System.Net;
using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>Makes the exception of an error reply: its type by remedy, and a message that reads well on its own.</summary>
internal static class LogServiceExceptionFactory
{
    private const int MaskedLength = 64 * 1024;

    public static LogServiceException Create(HttpStatusCode status, ErrorResponse reply, string? requestId, TimeSpan? retryAfter, DateTimeOffset? serverTime)
    {
        var kind = ErrorClassifier.Classify(status, reply.Code, reply.Message);
        var id = requestId ?? reply.RequestId;
        var message = Message(kind, status, reply, id);
        return kind switch
        {
            ErrorKind.ProjectNotFound or ErrorKind.LogstoreNotFound or ErrorKind.ShipperNotFound or ErrorKind.NotFound =>
                new LogServiceNotFoundException(message) { StatusCode = status, ErrorCode = reply.Code, RequestId = id, Resource = ResourceOf(kind) },
            ErrorKind.InvalidRequest =>
                new LogServiceInvalidRequestException(message) { StatusCode = status, ErrorCode = reply.Code, RequestId = id },
            ErrorKind.ClockSkew or ErrorKind.ExpiredToken or ErrorKind.Forbidden or ErrorKind.Authentication =>
                new LogServiceAuthenticationException(message)
                {
                    StatusCode = status,
                    ErrorCode = reply.Code,
                    RequestId = id,
                    Remedy = kind switch
                    {
                        ErrorKind.ClockSkew => Remedy.LearnServerTime,
                        ErrorKind.ExpiredToken => Remedy.RenewCredentials,
                        _ => Remedy.None,
                    },
                    ServerTime = serverTime,
                },
            ErrorKind.Throttled =>
                new LogServiceThrottledException(message) { StatusCode = status, ErrorCode = reply.Code, RequestId = id, IsTransient = true, RetryAfter = retryAfter },
            ErrorKind.Unavailable =>
                new LogServiceUnavailableException(message)
                {
                    StatusCode = status,
                    ErrorCode = reply.Code,
                    RequestId = id,
                    IsTransient = ErrorClassifier.IsTransient(status, reply.Code),
                    RetryAfter = retryAfter,
                },
            _ => new LogServiceProtocolException(message) { StatusCode = status, ErrorCode = reply.Code, RequestId = id },
        };
    }

    /// <summary>A 2xx whose body is not the documented one.</summary>
    public static LogServiceProtocolException CreateUnreadable(
        HttpStatusCode status, ReadOnlySpan<byte> body, string? requestId, Exception cause, Func<string, string>? mask = null)
    {
        // Masked before it is cut to what is told, and read far enough that no secret is cut before it is masked.
        var start = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaskedLength)]);
        var text = TextSanitizer.Clean(mask is null ? start : mask(start));
        var id = requestId is null ? "" : ", request id " + requestId;

        // .NET's reader quotes what it cannot read, whole and unmasked. If that had to be changed, the cause is replaced too.
        var why = TextSanitizer.Clean(mask is null ? cause.Message : mask(cause.Message));
        return new LogServiceProtocolException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{What(ErrorKind.Unexpected)}: {why} (HTTP {(int)status}{id}). {Advice(ErrorKind.Unexpected)} It begins: {(text.Length == 0 ? "(nothing)" : text)}"),
            why == cause.Message ? cause : new JsonException(why))
        {
            StatusCode = status,
            RequestId = requestId,
        };
    }

    // What happened: what the service said (code, HTTP status, request id). What to do.
    private static string Message(ErrorKind kind, HttpStatusCode status, ErrorResponse reply, string? requestId)
    {
        var said = reply.Message is null ? "" : ": " + reply.Message.TrimEnd('.', ' ');
        var code = reply.Code is null ? "" : reply.Code + ", ";
        var id = requestId is null ? "" : ", request id " + requestId;
        return string.Create(CultureInfo.InvariantCulture, $"{What(kind)}{said} ({code}HTTP {(int)status}{id}). {Advice(kind)}");
    }

    private static string What(ErrorKind kind) => kind switch
    {
        ErrorKind.ProjectNotFound => "The project does not exist",
        ErrorKind.LogstoreNotFound => "The Logstore does not exist",
        ErrorKind.ShipperNotFound => "The shipper does not exist",
        ErrorKind.NotFound => "What was asked for does not exist",
        ErrorKind.InvalidRequest => "Log Service refused the request",
        ErrorKind.ClockSkew => "Log Service refused the request's date",
        ErrorKind.ExpiredToken => "The temporary credentials have expired",
        ErrorKind.Forbidden => "The project is disabled",
        ErrorKind.Authentication => "Log Service did not accept the credentials",
        ErrorKind.Throttled => "Log Service takes no more requests for now",
        ErrorKind.Unavailable => "Log Service is unavailable",
        _ => "The reply is not one that Log Service documents",
    };

    private static string Advice(ErrorKind kind) => kind switch
    {
        ErrorKind.ProjectNotFound => "Check the project's name, and that the endpoint is the one of its region.",
        ErrorKind.LogstoreNotFound => "Check the Logstore's name.",
        ErrorKind.ShipperNotFound => "Check the shipper's name.",
        ErrorKind.NotFound => "Check the endpoint and the names of project, Logstore and shipper.",
        ErrorKind.InvalidRequest => "Correct the arguments.",
        ErrorKind.ClockSkew => "Set this machine's clock: the service accepts 15 minutes of difference.",
        ErrorKind.ExpiredToken => "Give the client a provider that renews them.",
        ErrorKind.Forbidden => "Enable the project, or ask who disabled it.",
        ErrorKind.Authentication => "Check the access key, and that its RAM policy allows log:GetShipperStatus and log:RetryShipperTask.",
        ErrorKind.Throttled => "Send fewer requests at a time and try again later.",
        ErrorKind.Unavailable => "Try again later.",
        _ => "Check the endpoint, and what lies between here and the service; redirects are not followed.",
    };

    private static LogServiceResource ResourceOf(ErrorKind kind) => kind switch
    {
        ErrorKind.ProjectNotFound => LogServiceResource.Project,
        ErrorKind.LogstoreNotFound => LogServiceResource.Logstore,
        ErrorKind.ShipperNotFound => LogServiceResource.Shipper,
        _ => LogServiceResource.Unknown,
    };
}
