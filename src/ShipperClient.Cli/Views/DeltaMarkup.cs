namespace ShipperClient.Cli.Views;

/// <summary>What <c>shipper watch</c> shows after a number that changed since the last refresh.</summary>
internal static class DeltaMarkup
{
    /// <summary>An arrow and the difference as markup, or nothing. The colors say whether more is good or bad.</summary>
    public static string Format(int? before, int now, string moreIs, string lessIs) => (now - before) switch
    {
        > 0 and var more => $" [{moreIs}]▲{more}[/]",
        < 0 and var less => $" [{lessIs}]▼{-less}[/]",
        _ => "",
    };
}
