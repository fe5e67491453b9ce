namespace ShipperClient;

/// <summary>The exception that is thrown when the service cannot be reached, fails, or does not answer in time: try again later.</summary>
public sealed class LogServiceUnavailableException : LogServiceException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public LogServiceUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets a value indicating whether nothing was sent because most recent attempts failed and the client's circuit is open.</summary>
    /// <value>If it is <see langword="true"/>, <see cref="LogServiceException.RetryAfter"/> is the time for which nothing is sent.</value>
    public bool IsCircuitOpen { get; init; }
}
