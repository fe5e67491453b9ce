namespace ShipperClient.Worker.States;

/// <summary>The right to work on a shipper until it is released or its lease ends. Whoever claims the shipper later has a higher fence, and this one can no longer save.</summary>
/// <param name="Shipper">The shipper.</param>
/// <param name="Fence">The number of the claim.</param>
/// <param name="State">The state as the last claim left it.</param>
internal sealed record StateClaim(ShipperReference Shipper, long Fence, RetryState State);
