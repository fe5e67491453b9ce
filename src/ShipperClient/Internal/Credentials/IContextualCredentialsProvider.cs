namespace ShipperClient.Internal.Credentials;

/// <summary>A provider whose sources may have something to warn of.</summary>
internal interface IContextualCredentialsProvider
{
    /// <summary>Gets what the sources of the provider read, and where their warnings go.</summary>
    CredentialsContext Context { get; }
}
