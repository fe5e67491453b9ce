using System.Net;
using System.Security.Authentication;
using Polly.CircuitBreaker;
using Polly.Timeout;
using ShipperClient.Internal.Pipeline;

namespace ShipperClient.Internal.Resilience;

/// <summary>
/// Says why a call ended that has no answer of the service: no usable response, a time-out, an open circuit, a cancellation, a disposed client. An exception that
/// a handler of the application threw stays as it is, also if it is one of Polly's.
/// </summary>
internal static class CallErrors
{
    /// <summary>Whether an exception means that no whole response arrived: no connection or a broken one, bytes that do not decompress, or a wait that something below gave up.</summary>
    public static bool IsConnectionFailure(Exception exception) =>
        exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException;

    public static LogServiceUnavailableException NoResponse(Exception exception, HttpRequestMessage? request, CallContext call)
    {
        if (ForeignResponse.IsQuotedBy(exception))
        {
            return new("No usable response from Log Service: what responded does not speak HTTP as it should. Check the endpoint, and any proxy between this machine and the service.") { IsTransient = true };
        }

        if (ProxyRefusal.FromTunnel(exception) is { } status)
        {
            return ProxyRefused(status, exception);
        }

        // A certificate that is not trusted now is not trusted in a second.
        var isUntrusted = exception.InnerException is AuthenticationException;
        var redactor = call.CreateRedactor(request);
        return new LogServiceUnavailableException(
            "No usable response from Log Service: "
            + (isUntrusted ? NotSecure(exception, request) : $"{Clean(exception.Message, redactor)} Check the endpoint and the network, or try again later."),
            IsClean(exception, redactor) ? exception : null)
        {
            IsTransient = !isUntrusted,
        };
    }

    // .NET's own message is "see inner exception". The name that the certificate must have is the one in the Host header.
    private static string NotSecure(Exception exception, HttpRequestMessage? request)
    {
        var reason = exception.GetBaseException().Message;
        return $"the secure connection to {request?.Headers.Host ?? request?.RequestUri?.Authority} failed: {TextSanitizer.Clean(reason).TrimEnd('.')}. "
            + (reason.Contains("frame", StringComparison.Ordinal)
                ? "What answers there does not speak TLS. If it is meant to be plain HTTP, write http:// before the endpoint."
                : "Check the endpoint, and any proxy between this machine and the service.");
    }

    /// <summary>A proxy, or the network, refused the request: neither the service nor a credential of it has anything to do with it.</summary>
    public static LogServiceUnavailableException ProxyRefused(HttpStatusCode status, Exception? exception = null)
    {
        var advice = status switch
        {
            HttpStatusCode.ProxyAuthenticationRequired => "Give the proxy its user name and password: in the variable that names it, or as the Credentials of the proxy that the application sets.",
            HttpStatusCode.NetworkAuthenticationRequired => "The network asks for a sign-in first, usually in a browser.",
            _ => "Ask whoever runs the proxy to allow the endpoint, or use another proxy.",
        };
        return new(string.Create(CultureInfo.InvariantCulture, $"The proxy between this machine and Log Service refused the request (HTTP {(int)status}). {advice}"), exception) { StatusCode = status };
    }

    /// <summary>Translates what ended an attempt; <see langword="null"/> if the exception stays as it is.</summary>
    public static LogServiceException? FromAttempt(Exception? exception, CallContext call, TimeSpan totalTimeout) => exception switch
    {
        TimeoutRejectedException timeout when !IsOfTheApplication(timeout, call) => call.AwaitedProvider is { } provider
            ? CredentialsTimeout(provider, timeout.Timeout)
            : AttemptTimeout(timeout.Timeout),

        // The call's own time ended during the attempt: the circuit must count that too.
        OperationCanceledException when !call.HttpClientToken.IsCancellationRequested => call.AwaitedProvider is { } provider
            ? CredentialsTimeout(provider, totalTimeout)
            : TotalTimeout(totalTimeout, call.LastError),
        _ => null,
    };

    /// <summary>Translates what the strategies around the attempts ended with; <see langword="null"/> if the exception stays as it is.</summary>
    public static LogServiceException? FromStrategies(Exception? exception, CallContext call, TimeSpan totalTimeout) => exception switch
    {
        null => null,
        _ when IsOfTheApplication(exception, call) => null,
        TimeoutRejectedException => TotalTimeout(totalTimeout, call.LastError),
        BrokenCircuitException circuit => CircuitOpen(circuit, call.Operation.Project),
        _ => null,
    };

    /// <summary>Translates what a call ended with: the caller's cancellation has the caller's token, and any other has its reason.</summary>
    public static Exception FromCall(Exception exception, CallContext call, bool isDisposed) =>
        exception is not OperationCanceledException ? exception
        : call.CancellationToken.IsCancellationRequested ? new OperationCanceledException(exception.Message, exception, call.CancellationToken)
        : isDisposed ? new ObjectDisposedException("LogServiceClient was disposed during the call.", exception)
        : new LogServiceUnavailableException("The time-out of the HttpClient ended the call. Try again later.", new TimeoutException(exception.Message, exception)) { IsTransient = true };

    /// <summary>What was cancelled while a response arrived.</summary>
    public static OperationCanceledException Canceled(Exception exception, CancellationToken cancellationToken) =>
        ForeignResponse.IsQuotedBy(exception) ? new(cancellationToken) : new(exception.Message, exception, cancellationToken);

    /// <summary>The request did not pass through the client's handlers.</summary>
    public static InvalidOperationException PipelineMissing() => new(
        "The HttpClient of the Log Service client does not have the client's handlers, so the request was not signed. "
        + "If the application replaces IHttpClientFactory, let its CreateClient return the client that AddLogServiceClient registers, or create the client with LogServiceClient.Create.");

    /// <summary>The client's handlers were given a request that is not a call.</summary>
    public static InvalidOperationException ForeignRequest() => new(
        "The handlers of the Log Service client serve LogServiceClient only. If a handler outside them replaces the request, add it with AddHttpMessageHandler instead.");

    private static string Clean(string text, SecretRedactor redactor) => TextSanitizer.Clean(redactor.Redact(text));

    // An inner exception is printed with its message as it is.
    private static bool IsClean(Exception exception, SecretRedactor redactor) =>
        Clean(exception.Message, redactor) == exception.Message && (exception.InnerException is null || IsClean(exception.InnerException, redactor));

    // What the strategies themselves throw was not thrown by the handlers below them.
    private static bool IsOfTheApplication(Exception exception, CallContext call) => ReferenceEquals(exception, call.AttemptException);

    private static LogServiceUnavailableException AttemptTimeout(TimeSpan timeout) => new(
        string.Create(CultureInfo.InvariantCulture, $"Log Service did not answer within {timeout.TotalSeconds:0.###} s. Try again later."),
        new TimeoutException("The attempt timed out."))
    {
        IsTransient = true,
    };

    private static LogServiceAuthenticationException CredentialsTimeout(string provider, TimeSpan timeout) => new(
        string.Create(CultureInfo.InvariantCulture, $"{provider} provided no credentials within {timeout.TotalSeconds:0.###} s, so nothing was sent. Try again later, or check the source of the credentials."),
        new TimeoutException("The credentials timed out."))
    {
        IsTransient = true,
    };

    private static LogServiceUnavailableException TotalTimeout(TimeSpan timeout, Exception? earlier) => new(
        string.Create(CultureInfo.InvariantCulture, $"The call was not answered within {timeout.TotalSeconds:0.###} s. Try again later.")
        + (earlier is null ? "" : $" An earlier attempt failed: {earlier.Message}"),
        new TimeoutException("The call timed out.", earlier))
    {
        IsTransient = true,
        StatusCode = (earlier as LogServiceException)?.StatusCode,
        ErrorCode = (earlier as LogServiceException)?.ErrorCode,
        RequestId = (earlier as LogServiceException)?.RequestId,
    };

    private static LogServiceUnavailableException CircuitOpen(BrokenCircuitException exception, string project)
    {
        var cause = exception.InnerException;
        return new LogServiceUnavailableException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Most recent attempts for the project {project} failed because Log Service was unavailable, so nothing is sent to it for up to {ProjectCircuits.BreakDuration.TotalSeconds:0} s. Try again later.")
            + (cause is null ? "" : $" The last attempt failed: {cause.Message}"),
            cause)
        {
            IsTransient = true,
            StatusCode = (cause as LogServiceException)?.StatusCode,
            ErrorCode = (cause as LogServiceException)?.ErrorCode,
            IsCircuitOpen = true,
            RetryAfter = exception.RetryAfter ?? ProjectCircuits.BreakDuration,
        };
    }
}
