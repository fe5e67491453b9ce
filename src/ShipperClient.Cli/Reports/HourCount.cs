namespace ShipperClient.Cli.Reports;

/// <summary>The tasks that were created within one hour, by status.</summary>
internal sealed record HourCount(DateTimeOffset From, int Success, int Running, int Fail)
{
    public int Total => Success + Running + Fail;
}
