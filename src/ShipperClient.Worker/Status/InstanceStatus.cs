namespace ShipperClient.Worker.Status;

/// <summary>A worker process.</summary>
internal sealed record InstanceStatus(string Id, string State, DateTimeOffset? LastCheckIn, bool IsThis);
