namespace ShipperClient;

/// <summary>The exception that is thrown when the service refuses the request as it is: fix the arguments.</summary>
public sealed class LogServiceInvalidRequestException : LogServiceException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public LogServiceInvalidRequestException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
