namespace ShipperClient;

/// <summary>The service could not be reached, failed inside, or did not answer in time: try later.</summary>
public sealed class LogServiceUnavailableException : LogServiceException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LogServiceUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>How long the service asked to wait.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>For how long nothing is sent, where the call was not sent because the circuit is open.</summary>
    internal TimeSpan? NotSentFor { get; init; }
}
