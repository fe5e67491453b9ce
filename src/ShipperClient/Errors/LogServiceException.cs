using System.Net;

namespace ShipperClient;

/// <summary>
/// A call to Log Service failed. The kinds below it are told apart by what helps, not by status code, so catch by remedy:
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Catch</term><description>when you want to</description></listheader>
/// <item><term><see cref="LogServiceNotFoundException"/></term><description>fix a name: the project, the Logstore or the shipper does not exist.</description></item>
/// <item><term><see cref="LogServiceInvalidRequestException"/></term><description>fix the arguments: the service refused them.</description></item>
/// <item><term><see cref="LogServiceAuthenticationException"/></term><description>fix the credentials, the RAM policy or the clock.</description></item>
/// <item><term><see cref="LogServiceThrottledException"/></term><description>slow down.</description></item>
/// <item><term><see cref="LogServiceUnavailableException"/></term><description>try later: server error, no connection, out of time.</description></item>
/// <item><term><see cref="LogServiceProtocolException"/></term><description>look at what answered: it was not what the service documents.</description></item>
/// </list>
/// <para>
/// The client has already retried what is worth retrying; <see cref="IsTransient"/> says whether a later try may succeed.
/// An argument that the client itself refuses is an <see cref="ArgumentException"/>, thrown before anything is sent, and the caller's own
/// cancellation is an <see cref="OperationCanceledException"/>; neither is of this kind.
/// </para>
/// </remarks>
public class LogServiceException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LogServiceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status of the reply; <see langword="null"/> where none came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's code, such as those in <see cref="LogServiceErrorCodes"/>; <see langword="null"/> where the reply had none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The service's id for the request, to quote to its support; <see langword="null"/> where none came.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the same call may succeed later without anything being changed.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long to wait before the next try: what the service asked for, or how long the client itself sends nothing.</summary>
    /// <value><see langword="null"/> if neither is known.</value>
    public TimeSpan? RetryAfter { get; init; }
}
