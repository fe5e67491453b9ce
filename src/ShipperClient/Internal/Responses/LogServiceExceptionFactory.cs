using System.Net;
using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>Creates the exception of an error response: its type by what fixes it, and a message that reads well on its own.</summary>
internal static class LogServiceExceptionFactory
{
    private const int ReadLength = 64 * 1024;

    /// <param name="kind">The kind of the error.</param>
    /// <param name="status">The status of the response.</param>
    /// <param name="error">What the response says.</param>
    /// <param name="requestId">The service's id of the request in the headers.</param>
    /// <param name="retryAfter">The time that the service asks to wait.</param>
    /// <param name="action">The RAM action of the call that was refused.</param>
    public static LogServiceException Create(ErrorKind kind, HttpStatusCode status, ErrorResponse error, string? requestId, TimeSpan? retryAfter, string action)
    {
        requestId ??= error.RequestId;
        var message = Message(kind, status, error, requestId, action);
        return kind switch
        {
            ErrorKind.ProjectNotFound or ErrorKind.LogstoreNotFound or ErrorKind.ShipperNotFound or ErrorKind.NotFound =>
                new LogServiceNotFoundException(message) { StatusCode = status, ErrorCode = error.Code, RequestId = requestId, Resource = ResourceOf(kind) },
            ErrorKind.InvalidRequest or ErrorKind.NotOffered =>
                new LogServiceInvalidRequestException(message) { StatusCode = status, ErrorCode = error.Code, RequestId = requestId },
            ErrorKind.ClockSkew or ErrorKind.ExpiredToken or ErrorKind.Forbidden or ErrorKind.Authentication or ErrorKind.SignatureNotMatch =>
                new LogServiceAuthenticationException(message) { StatusCode = status, ErrorCode = error.Code, RequestId = requestId },
            ErrorKind.Throttled =>
                new LogServiceThrottledException(message) { StatusCode = status, ErrorCode = error.Code, RequestId = requestId, IsTransient = true, RetryAfter = retryAfter },
            ErrorKind.Unavailable =>
                new LogServiceUnavailableException(message)
                {
                    StatusCode = status,
                    ErrorCode = error.Code,
                    RequestId = requestId,
                    IsTransient = ErrorClassifier.IsTransient(status, error.Code),
                    RetryAfter = retryAfter,
                },
            _ => new LogServiceProtocolException(message) { StatusCode = status, ErrorCode = error.Code, RequestId = requestId },
        };
    }

    /// <summary>Creates the exception of a 2xx whose body is not the documented one.</summary>
    public static LogServiceProtocolException CreateUnreadable(
        HttpStatusCode status, ReadOnlySpan<byte> body, string? requestId, Exception cause, SecretRedactor redactor)
    {
        // Blanks before the text do not count.
        var start = Encoding.UTF8.GetString(body[..Math.Min(body.Length, ReadLength)]);
        var text = TextSanitizer.Clean(redactor.Redact(start));
        var id = requestId is null ? "" : ", request id " + requestId;

        // .NET's reader quotes what it cannot read, whole. If that has to be changed, the cause is replaced too.
        var why = TextSanitizer.Clean(redactor.Redact(cause.Message));
        return new LogServiceProtocolException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{What(ErrorKind.Unexpected)}: {why} (HTTP {(int)status}{id}). {Advice(ErrorKind.Unexpected, action: null)} It begins: {(text.Length == 0 ? "(nothing)" : text)}"),
            why == cause.Message ? cause : new JsonException(why))
        {
            StatusCode = status,
            RequestId = requestId,
        };
    }

    // What happened: what the service said (code, HTTP status, request id). What it says beside that. What to do.
    private static string Message(ErrorKind kind, HttpStatusCode status, ErrorResponse error, string? requestId, string action)
    {
        var said = error.Message is null ? "" : ": " + error.Message.TrimEnd('.', ' ');
        var code = error.Code is null ? "" : error.Code + ", ";
        var id = requestId is null ? "" : ", request id " + requestId;
        var denial = error.Denial is null ? "" : $" RAM denies {error.Denial}.";
        var redirect = error.Location is null ? "" : $" It redirects to {error.Location}.";
        return string.Create(CultureInfo.InvariantCulture, $"{What(kind)}{said} ({code}HTTP {(int)status}{id}).{denial}{redirect} {Advice(kind, action)}");
    }

    private static string What(ErrorKind kind) => kind switch
    {
        ErrorKind.ProjectNotFound => "The project does not exist",
        ErrorKind.LogstoreNotFound => "The Logstore does not exist",
        ErrorKind.ShipperNotFound => "The shipper does not exist",
        ErrorKind.NotFound => "The resource does not exist",
        ErrorKind.InvalidRequest => "Log Service refused the request",
        ErrorKind.NotOffered => "Log Service refused the operation",
        ErrorKind.ClockSkew => "Log Service refused the request's date",
        ErrorKind.ExpiredToken => "The temporary credentials have expired",
        ErrorKind.Forbidden => "The project is disabled",
        ErrorKind.Authentication or ErrorKind.SignatureNotMatch => "Log Service did not accept the credentials",
        ErrorKind.Throttled => "Log Service accepts no more requests for now",
        ErrorKind.Unavailable => "Log Service is unavailable",
        _ => "The response is not one that Log Service documents",
    };

    private static string Advice(ErrorKind kind, string? action) => kind switch
    {
        ErrorKind.ProjectNotFound => "Check the project's name, and that the endpoint is the one of its region.",
        ErrorKind.LogstoreNotFound => "Check the Logstore's name.",
        ErrorKind.ShipperNotFound => "Check the shipper's name.",
        ErrorKind.NotFound => "Check the endpoint and the names of project, Logstore and shipper.",
        ErrorKind.InvalidRequest => "Correct the arguments.",
        ErrorKind.NotOffered => "This endpoint or region does not offer the operation, or a name is wrong: check the endpoint and the names of project, Logstore and shipper.",
        ErrorKind.ClockSkew => "Correct this machine's clock: the service accepts a difference of 15 minutes.",
        ErrorKind.ExpiredToken => "Use a credentials provider that renews them.",
        ErrorKind.Forbidden => "Enable the project, or ask who disabled it.",
        ErrorKind.Authentication or ErrorKind.SignatureNotMatch => $"Check the access key, and that its RAM policy allows {action}.",
        ErrorKind.Throttled => "Send fewer requests at a time and try again later.",
        ErrorKind.Unavailable => "Try again later.",
        _ => "Check the endpoint, and any proxy between this machine and the service; redirects are not followed.",
    };

    private static LogServiceResource ResourceOf(ErrorKind kind) => kind switch
    {
        ErrorKind.ProjectNotFound => LogServiceResource.Project,
        ErrorKind.LogstoreNotFound => LogServiceResource.Logstore,
        ErrorKind.ShipperNotFound => LogServiceResource.Shipper,
        _ => LogServiceResource.Unknown,
    };
}
