namespace ShipperClient;

/// <summary>What the client itself can do about a refusal before it tells the caller.</summary>
[Flags]
internal enum Remedy
{
    None = 0,
    LearnServerTime = 1,
    RenewCredentials = 2,
}
