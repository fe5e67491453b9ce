namespace ShipperClient.Cli.Errors;

/// <summary>The command was called in a way that it cannot follow; the message says how to call it.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
