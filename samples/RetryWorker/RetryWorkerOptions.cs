using ShipperClient;

namespace RetryWorker;

/// <summary>What the worker does, from the section <c>RetryWorker</c>; appsettings.json says more of each.</summary>
internal sealed class RetryWorkerOptions
{
    public const string Section = "RetryWorker";

    /// <summary>The shippers to keep healthy, each as <c>project/logstore/shipper</c>.</summary>
    public IList<string> Shippers { get; } = [];

    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(30);

    public int MaxTries { get; set; } = 3;

    public TimeSpan LagLimit { get; set; } = TimeSpan.FromHours(2);

    public string StateFile { get; set; } = "retry-worker.json";

    public int MaxConcurrency { get; set; } = 4;

    /// <summary>After how many passes the worker ends; 0 for never.</summary>
    public int Passes { get; set; }

    /// <summary>The shippers, read; only after the options have been validated.</summary>
    public IEnumerable<ShipperReference> ShipperReferences => Shippers.Select(ShipperReference.Parse);
}
