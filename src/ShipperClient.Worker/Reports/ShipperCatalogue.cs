namespace ShipperClient.Worker.Reports;

/// <summary>The shippers that this process has last found; empty until then, and in a fleet on the instances that have not looked.</summary>
internal sealed class ShipperCatalogue
{
    public IReadOnlySet<ShipperReference> Shippers { get; set; } = new HashSet<ShipperReference>();
}
