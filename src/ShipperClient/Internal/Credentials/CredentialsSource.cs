namespace ShipperClient.Internal.Credentials;

/// <summary>One source of the default chain.</summary>
/// <param name="Provider">Gets the credentials.</param>
/// <param name="IsConfigured">Whether the environment or a file says that credentials come from this source.</param>
/// <param name="CanProbe">Whether to try the source even if it is not configured, and to go on if it turns out to be unavailable.</param>
/// <param name="SetupHint">How to configure the source, for the message that none is.</param>
internal sealed record CredentialsSource(ILogServiceCredentialsProvider Provider, Func<bool> IsConfigured, Func<bool> CanProbe, string SetupHint)
{
    public static bool Never() => false;
}
