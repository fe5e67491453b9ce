using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Reports;

/// <summary>What is reported of a target: one shipper in full, or many, the worst first.</summary>
internal sealed record StatusReport(IReadOnlyList<Target> Targets, Window Window, IReadOnlyList<ShipperReport> Shippers)
{
    /// <summary>The one shipper that was asked for, in full; otherwise <see langword="null"/>.</summary>
    public ShipperReport? Single => Targets is [{ Shipper: not null }] ? Shippers[0] : null;

    /// <summary>How many shippers are left out by --only-failing and --limit.</summary>
    public int HiddenCount { get; private init; }

    public int Running => Shippers.Sum(static shipper => shipper.Health?.Statistics.Running ?? 0);

    public int Fail => Shippers.Sum(static shipper => shipper.Fail);

    public IEnumerable<ShipperReport> WithErrors => Shippers.Where(static shipper => shipper.Error is not null);

    /// <summary>The first shippers, or the first that failed tasks or cannot be read.</summary>
    public StatusReport Take(int limit, bool onlyFailing)
    {
        var shown = Shippers.Where(shipper => !onlyFailing || shipper.Fail > 0 || shipper.Error is not null).Take(limit).ToList();
        return this with { Shippers = shown, HiddenCount = Shippers.Count - shown.Count };
    }
}
