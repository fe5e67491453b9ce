namespace ShipperClient.Benchmarks;

/// <summary>The shippers of a soak: one that only lists, and one a caller whose failed tasks are retried.</summary>
internal static class SoakShippers
{
    public const int Callers = 32;

    /// <summary>How many tasks the shipper has that only lists: three pages. Small ones, so that what calls under way hold is little beside a leak.</summary>
    public const int HistoryCount = 250;

    public const int PageSize = 100;

    public static readonly ShipperReference History = new("soak-project", "soak-logstore", "history");

    public static ShipperReference Of(int caller) => History with { Name = $"caller-{caller:00}" };
}
