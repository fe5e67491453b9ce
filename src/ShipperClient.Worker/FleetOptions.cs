using ShipperClient.Worker.Configuration;

namespace ShipperClient.Worker;

/// <summary>How instances work together, from the section <c>Fleet</c>; docs/fleet.md describes each setting.</summary>
internal sealed class FleetOptions
{
    public const string Section = "Fleet";

    /// <summary>Gets or sets the connection string of the PostgreSQL database that the instances share, or <see langword="null"/> for a single process.</summary>
    public string? Database { get; set; }

    /// <summary>Gets or sets a value indicating whether the worker creates its tables; otherwise it only checks that they are there.</summary>
    public bool CreateSchema { get; set; } = true;

    /// <summary>Gets or sets how many shippers of a project are worked on at a time, over the whole fleet, so that a throttled project does not occupy it.</summary>
    public int MaxConcurrencyPerProject { get; set; } = 8;

    /// <summary>Gets or sets how many connections the scheduler of an instance opens at most.</summary>
    public int SchedulerConnections { get; set; } = 20;

    /// <summary>Gets or sets how many connections an instance opens at most for the states and the rate of the projects.</summary>
    public int StateConnections { get; set; } = 20;

    internal bool IsEnabled => Database is not null;

    /// <summary>Gets the mistakes of the configuration, reported when the options are validated.</summary>
    internal List<string> Mistakes { get; } = [];

    internal void Read(SettingsReader settings)
    {
        Database = settings.Text(nameof(Database), "") is { Length: > 0 } database ? database : null;
        CreateSchema = settings.Flag(nameof(CreateSchema), CreateSchema);
        MaxConcurrencyPerProject = settings.Number(nameof(MaxConcurrencyPerProject), MaxConcurrencyPerProject);
        SchedulerConnections = settings.Number(nameof(SchedulerConnections), SchedulerConnections);
        StateConnections = settings.Number(nameof(StateConnections), StateConnections);
        settings.ReportUnknown();
    }
}
