namespace ShipperClient;

/// <summary>The project, Logstore or shipper does not exist: fix the name, or the endpoint where the project lies in another region.</summary>
public sealed class LogServiceNotFoundException : LogServiceException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LogServiceNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>What does not exist.</summary>
    /// <value><see cref="LogServiceResource.Unknown"/> where the reply does not tell.</value>
    public LogServiceResource Resource { get; init; }
}
