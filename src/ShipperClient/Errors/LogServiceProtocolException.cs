namespace ShipperClient;

/// <summary>The exception that is thrown when a response is not what the service documents: check the endpoint, and whether something else answered (a proxy, a sign-in page).</summary>
public sealed class LogServiceProtocolException : LogServiceException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public LogServiceProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
