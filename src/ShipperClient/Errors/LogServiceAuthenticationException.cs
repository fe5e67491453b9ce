namespace ShipperClient;

/// <summary>The service did not accept who asks, or there were no credentials to ask with: fix the credentials, the RAM policy or the clock.</summary>
public sealed class LogServiceAuthenticationException : LogServiceException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LogServiceAuthenticationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets a value indicating whether the source of credentials does not exist here, so that the search can continue without hiding a failure.</summary>
    internal bool IsSourceUnavailable { get; init; }
}
