namespace ShipperClient.Worker.Fleet;

/// <summary>The name of this instance among the others. It is new at every start: two processes never share one.</summary>
internal sealed class FleetInstance
{
    public string Id { get; } = $"{Environment.MachineName}-{Guid.NewGuid().ToString("N")[..8]}";
}
