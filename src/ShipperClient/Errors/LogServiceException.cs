using System.Net;

namespace ShipperClient;

/// <summary>
/// The exception that is thrown when a call to Log Service fails. Each derived type stands for what fixes the failure, not for a status code.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Exception</term><description>What fixes it</description></listheader>
/// <item><term><see cref="LogServiceNotFoundException"/></term><description>Another name: the project, Logstore or shipper does not exist.</description></item>
/// <item><term><see cref="LogServiceInvalidRequestException"/></term><description>Other arguments: the service refused these.</description></item>
/// <item><term><see cref="LogServiceAuthenticationException"/></term><description>Other credentials, another RAM policy, or a correct clock.</description></item>
/// <item><term><see cref="LogServiceThrottledException"/></term><description>Fewer requests at a time.</description></item>
/// <item><term><see cref="LogServiceUnavailableException"/></term><description>A later try: a server error, no connection, or a time-out.</description></item>
/// <item><term><see cref="LogServiceProtocolException"/></term><description>Another endpoint or proxy: the response is not what the service documents.</description></item>
/// </list>
/// <para>
/// The client has already retried transient errors; <see cref="IsTransient"/> says whether a later try may succeed.
/// An argument that is not valid throws an <see cref="ArgumentException"/> before anything is sent, and a cancellation by the caller throws an
/// <see cref="OperationCanceledException"/>; neither is of this type.
/// </para>
/// </remarks>
public class LogServiceException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public LogServiceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the HTTP status of the response.</summary>
    /// <value><see langword="null"/> if there was no response.</value>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Gets the error code of the service, such as those in <see cref="LogServiceErrorCodes"/>.</summary>
    /// <value><see langword="null"/> if the response had none.</value>
    public string? ErrorCode { get; init; }

    /// <summary>Gets the service's id of the request, to quote to its support.</summary>
    /// <value><see langword="null"/> if the service sent none.</value>
    public string? RequestId { get; init; }

    /// <summary>Gets a value indicating whether the same call may succeed later without a change.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long to wait before the next try: what the service asked for, or how long the client itself sends nothing.</summary>
    /// <value><see langword="null"/> if neither is known.</value>
    public TimeSpan? RetryAfter { get; init; }
}
