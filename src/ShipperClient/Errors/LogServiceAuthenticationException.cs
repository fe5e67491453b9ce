namespace ShipperClient;

/// <summary>The exception that is thrown when the service does not accept the caller, or when there are no credentials: fix the credentials, the RAM policy or the clock.</summary>
public sealed class LogServiceAuthenticationException : LogServiceException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public LogServiceAuthenticationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets a value indicating whether the source of credentials does not exist here, so that the search can continue without hiding a failure.</summary>
    internal bool IsSourceUnavailable { get; init; }
}
