namespace ShipperClient.Internal.Resilience;

/// <summary>What the client does about a refusal before it throws.</summary>
[Flags]
internal enum RecoveryAction
{
    None = 0,
    CorrectClockSkew = 1,
    RenewCredentials = 2,
}
