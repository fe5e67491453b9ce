namespace ShipperClient.Cli.Screens;

/// <summary>How much of a screen's lists is shown: the newest hours, and the first reasons of one shipper or the first of many shippers.</summary>
internal sealed record Room(int Hours, int Rows)
{
    // A timeline that is shorter tells less than one more reason.
    private const int FewestHours = 3;

    public static readonly Room Unlimited = new(int.MaxValue, int.MaxValue);

    /// <summary>One line or reason less, or <see langword="null"/> where there is nothing left to leave out.</summary>
    public Room? Less() => this switch
    {
        { Hours: > FewestHours } => this with { Hours = Hours - 1 },
        { Rows: > 1 } => this with { Rows = Rows - 1 },
        { Hours: > 0 } => this with { Hours = Hours - 1 },
        _ => null,
    };
}
