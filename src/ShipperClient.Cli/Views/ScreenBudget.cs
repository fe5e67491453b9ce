namespace ShipperClient.Cli.Views;

/// <summary>How much of a screen's lists is shown: the newest hours, and the first reasons of one shipper or the first of many shippers.</summary>
internal sealed record ScreenBudget(int Hours, int Rows)
{
    // A shorter timeline says less than one more reason.
    private const int FewestHours = 3;

    public static readonly ScreenBudget Unlimited = new(int.MaxValue, int.MaxValue);

    /// <summary>One line or reason less, or <see langword="null"/> if there is nothing left to leave out.</summary>
    public ScreenBudget? Reduce() => this switch
    {
        { Hours: > FewestHours } => this with { Hours = Hours - 1 },
        { Rows: > 1 } => this with { Rows = Rows - 1 },
        { Hours: > 0 } => this with { Hours = Hours - 1 },
        _ => null,
    };
}
