namespace ShipperClient.Cli.Settings;

/// <summary>How a command reaches the service.</summary>
/// <param name="Endpoint">The endpoint, and where it is set.</param>
/// <param name="Credentials">The credentials.</param>
/// <param name="CredentialsSource">Where the credentials are found.</param>
/// <param name="IsUnencrypted">Whether requests leave this machine over http.</param>
internal sealed record Connection(string Endpoint, ILogServiceCredentialsProvider Credentials, string CredentialsSource, bool IsUnencrypted);
