namespace ShipperClient.Worker;

/// <summary>The exception that is thrown when the worker cannot start. The message says what is wrong and what to do, in one line.</summary>
public sealed class RetryWorkerStartException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="RetryWorkerStartException"/> class.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The exception that caused it, or <see langword="null"/>.</param>
    public RetryWorkerStartException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
