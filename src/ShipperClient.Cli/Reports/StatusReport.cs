using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Reports;

/// <summary>What is reported of a target: one shipper in full, or many, the worst first.</summary>
internal sealed record StatusReport(Target Target, Window Window, IReadOnlyList<ShipperReport> Shippers)
{
    public int Fail => Shippers.Sum(static shipper => shipper.Fail);

    public IEnumerable<ShipperReport> WithErrors => Shippers.Where(static shipper => shipper.Error is not null);
}
