namespace ShipperClient;

/// <summary>The exception that is thrown when the service accepts no more requests for now: slow down.</summary>
public sealed class LogServiceThrottledException : LogServiceException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public LogServiceThrottledException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
