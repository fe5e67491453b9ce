namespace ShipperClient.Worker.States;

/// <summary>The exception that is thrown when a claim is used after another instance has claimed the shipper. Nothing was saved.</summary>
internal sealed class FenceLostException(ShipperReference shipper) : Exception($"Another instance has taken over {shipper}.");
