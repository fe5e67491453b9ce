namespace ShipperClient.Cli.Views;

/// <summary>How much of a screen is shown: the newest hours, the first reasons or shippers, the times, the bar. The heading and the counts always are.</summary>
internal sealed record ScreenBudget(int Hours, int Rows, bool HasTimes = true, bool HasBar = true)
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
        { HasTimes: true } => this with { HasTimes = false },
        { Rows: > 0 } => this with { Rows = 0 },
        { HasBar: true } => this with { HasBar = false },
        _ => null,
    };
}
