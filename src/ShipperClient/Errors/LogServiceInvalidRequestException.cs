namespace ShipperClient;

/// <summary>The service refused the request as it is: fix the arguments.</summary>
public sealed class LogServiceInvalidRequestException : LogServiceException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LogServiceInvalidRequestException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
