using ShipperClient.Worker.Configuration;

namespace ShipperClient.Worker;

/// <summary>What the worker does, from the section <c>RetryWorker</c>; docs/worker.md describes each setting.</summary>
internal sealed class RetryWorkerOptions
{
    public const string Section = "RetryWorker";

    /// <summary>Gets what to keep healthy: <c>project</c>, <c>project/logstore</c> or <c>project/logstore/shipper</c>.</summary>
    public IList<string> Shippers { get; } = [];

    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan DiscoveryInterval { get; set; } = TimeSpan.FromMinutes(10);

    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(30);

    public int MaxTries { get; set; } = 3;

    public TimeSpan LagLimit { get; set; } = TimeSpan.FromHours(2);

    public string StateFile { get; set; } = "retry-worker.json";

    public int MaxConcurrency { get; set; } = 4;

    /// <summary>Gets or sets how many requests a second a project receives; 0 for no limit.</summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>Gets or sets the number of passes over every shipper after which the worker stops; 0 for never.</summary>
    public int Passes { get; set; }

    /// <summary>Gets the mistakes of the configuration, reported when the options are validated.</summary>
    internal List<string> Mistakes { get; } = [];

    internal void Read(SettingsReader settings)
    {
        foreach (var shipper in settings.List(nameof(Shippers), "my-project/my-logstore/my-shipper"))
        {
            Shippers.Add(shipper);
        }

        Interval = settings.Duration(nameof(Interval), Interval);
        DiscoveryInterval = settings.Duration(nameof(DiscoveryInterval), DiscoveryInterval);
        Overlap = settings.Duration(nameof(Overlap), Overlap);
        MaxTries = settings.Number(nameof(MaxTries), MaxTries);
        LagLimit = settings.Duration(nameof(LagLimit), LagLimit);
        StateFile = settings.Text(nameof(StateFile), StateFile);
        MaxConcurrency = settings.Number(nameof(MaxConcurrency), MaxConcurrency);
        RequestsPerSecond = settings.Number(nameof(RequestsPerSecond), RequestsPerSecond);
        Passes = settings.Number(nameof(Passes), Passes);
        settings.ReportUnknown();
    }
}
