namespace ShipperClient;

/// <summary>What the client itself can do about a refusal before it tells the caller.</summary>
internal enum Remedy
{
    None,
    LearnServerTime,
    RenewCredentials,
}
