using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Reports;

/// <summary>What is reported of one shipper: its health, or why it cannot be read. If a Logstore cannot be read, it stands for its shippers.</summary>
internal sealed record ShipperReport(Target Target, ShipperHealth? Health, LogServiceException? Error)
{
    public int Fail => Health?.Statistics.Fail ?? 0;
}
