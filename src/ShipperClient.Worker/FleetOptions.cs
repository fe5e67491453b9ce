namespace ShipperClient.Worker;

/// <summary>How instances work together, from the section <c>Fleet</c>; docs/fleet.md describes each setting.</summary>
internal sealed class FleetOptions
{
    public const string Section = "Fleet";

    /// <summary>Gets or sets the connection string of the PostgreSQL database that the instances share, or <see langword="null"/> for a single process.</summary>
    public string? Database { get; set; }

    public bool IsEnabled => Database is not null;
}
