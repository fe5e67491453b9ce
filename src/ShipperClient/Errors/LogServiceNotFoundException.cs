namespace ShipperClient;

/// <summary>The exception that is thrown when the project, Logstore or shipper does not exist: fix the name, or the endpoint if the project is in another region.</summary>
public sealed class LogServiceNotFoundException : LogServiceException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public LogServiceNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the resource that does not exist.</summary>
    /// <value><see cref="LogServiceResource.Unknown"/> if the response does not say.</value>
    public LogServiceResource Resource { get; init; }
}
