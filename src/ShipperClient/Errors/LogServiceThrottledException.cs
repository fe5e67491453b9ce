namespace ShipperClient;

/// <summary>The service takes no more requests for now: slow down.</summary>
public sealed class LogServiceThrottledException : LogServiceException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LogServiceThrottledException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
