namespace ShipperClient.Worker.States;

/// <summary>A claim, or how long the shipper is held by another one at most.</summary>
internal readonly record struct ClaimResult(StateClaim? Claim, TimeSpan HeldFor);
