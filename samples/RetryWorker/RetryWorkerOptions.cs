using Microsoft.Extensions.Configuration;
using RetryWorker.Configuration;
using ShipperClient;

namespace RetryWorker;

/// <summary>What the worker does, from the section <c>RetryWorker</c>; appsettings.json and docs/worker.md describe each setting.</summary>
internal sealed class RetryWorkerOptions
{
    public const string Section = "RetryWorker";

    /// <summary>Gets the shippers to keep healthy, each as <c>project/logstore/shipper</c>.</summary>
    public IList<string> Shippers { get; } = [];

    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(30);

    public int MaxTries { get; set; } = 3;

    public TimeSpan LagLimit { get; set; } = TimeSpan.FromHours(2);

    public string StateFile { get; set; } = "retry-worker.json";

    public int MaxConcurrency { get; set; } = 4;

    /// <summary>Gets or sets the number of passes after which the worker stops; 0 for never.</summary>
    public int Passes { get; set; }

    /// <summary>Gets the shippers, parsed. Call it only after the options have been validated.</summary>
    public IEnumerable<ShipperReference> ShipperReferences => Shippers.Select(ShipperReference.Parse);

    /// <summary>Gets the mistakes of the configuration, reported when the options are validated.</summary>
    internal List<string> Mistakes { get; } = [];

    internal void Read(IConfigurationSection section)
    {
        var settings = new SettingsReader(section, Mistakes);
        foreach (var shipper in settings.List(nameof(Shippers), "my-project/my-logstore/my-shipper"))
        {
            Shippers.Add(shipper);
        }

        Interval = settings.Duration(nameof(Interval), Interval);
        Overlap = settings.Duration(nameof(Overlap), Overlap);
        MaxTries = settings.Number(nameof(MaxTries), MaxTries);
        LagLimit = settings.Duration(nameof(LagLimit), LagLimit);
        StateFile = settings.Text(nameof(StateFile), StateFile);
        MaxConcurrency = settings.Number(nameof(MaxConcurrency), MaxConcurrency);
        Passes = settings.Number(nameof(Passes), Passes);
        settings.ReportUnknown();
    }
}
