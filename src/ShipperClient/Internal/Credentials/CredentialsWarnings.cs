namespace ShipperClient.Internal.Credentials;

/// <summary>What providers warn of while they obtain credentials; the client logs it.</summary>
/// <param name="profileIgnored">Receives a hint why a variable does not choose the profile.</param>
/// <param name="unencrypted">Receives the address of a service that sends credentials over http.</param>
internal sealed class CredentialsWarnings(Action<string> profileIgnored, Action<string> unencrypted)
{
    private int _hasWarned;

    public void ProfileIgnored(string hint) => profileIgnored(hint);

    /// <summary>Warns once, although credentials are fetched again and again.</summary>
    public void Unencrypted(string address)
    {
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            unencrypted(address);
        }
    }
}
