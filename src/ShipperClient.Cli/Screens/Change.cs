namespace ShipperClient.Cli.Screens;

/// <summary>What <c>shipper watch</c> shows behind a number that changed since the last look.</summary>
internal static class Change
{
    /// <summary>An arrow and the difference as markup, or nothing. More is good or bad by the color it is given.</summary>
    public static string Of(int? before, int now, string moreIs, string lessIs) => (now - before) switch
    {
        > 0 and var more => $" [{moreIs}]▲{more}[/]",
        < 0 and var less => $" [{lessIs}]▼{-less}[/]",
        _ => "",
    };
}
