namespace ShipperClient.Internal.Credentials;

/// <summary>One link of the chain of providers.</summary>
/// <param name="Provider">Gives the credentials.</param>
/// <param name="IsConfigured">Whether somebody said that they are to come from here.</param>
/// <param name="IsWorthATry">Whether to try it where nobody said so, and go on where it turns out not to be there.</param>
/// <param name="HowTo">How to configure it, for the message that nothing is.</param>
internal sealed record CredentialsLink(ILogServiceCredentialsProvider Provider, Func<bool> IsConfigured, Func<bool> IsWorthATry, string HowTo)
{
    public static bool Never() => false;
}
