namespace ShipperClient.Cli.Settings;

/// <summary>The arguments or the settings of a command are wrong; the message says how to correct them.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
