namespace ShipperClient;

/// <summary>Something answered, but not as the service documents: look at the endpoint, and at what lies between (a proxy, a sign-in page).</summary>
public sealed class LogServiceProtocolException : LogServiceException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LogServiceProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
