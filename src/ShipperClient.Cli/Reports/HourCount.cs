namespace ShipperClient.Cli.Reports;

/// <summary>The tasks that were created within one hour, by status.</summary>
internal sealed record HourCount(DateTimeOffset From, int Success, int Running, int Fail)
{
    public int Total => Success + Running + Fail;

    /// <summary>One more task of a status; a status that this version does not know is not counted.</summary>
    public HourCount With(ShipperTaskStatus status) => status switch
    {
        ShipperTaskStatus.Success => this with { Success = Success + 1 },
        ShipperTaskStatus.Running => this with { Running = Running + 1 },
        ShipperTaskStatus.Fail => this with { Fail = Fail + 1 },
        _ => this,
    };
}
