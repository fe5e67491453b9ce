namespace ShipperClient;

/// <summary>Which tasks of a shipper to list: those created within a window, optionally of one status, one page of them.</summary>
/// <remarks>
/// The values are checked by the call that is given the query, because the window's limit is an option of the client
/// (<see cref="LogServiceClientOptions.StatusLookback"/>). The service counts in whole seconds: fractions are cut off.
/// </remarks>
/// <param name="Shipper">The shipper whose tasks are wanted.</param>
/// <param name="From">Start of the window, by task creation time; no older than the look-back before now if <see cref="Offset"/> is 0.</param>
/// <param name="To">End of the window, by task creation time; later than <paramref name="From"/>, and no further from it than the look-back.</param>
public sealed record ShipperStatusQuery(ShipperReference Shipper, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The most tasks that the service returns in one page: 500.</summary>
    public const int MaxSize = 500;

    /// <summary>The status to filter by, or <see langword="null"/> for every status.</summary>
    /// <value>The default is <see langword="null"/>. <see cref="ShipperTaskStatus.Unknown"/> is refused.</value>
    public ShipperTaskStatus? Status { get; init; }

    /// <summary>How many tasks of the window to skip.</summary>
    /// <value>The default is 0. Negative values are refused.</value>
    public int Offset { get; init; }

    /// <summary>How many tasks to return at most.</summary>
    /// <value>The default is 100; 1 to <see cref="MaxSize"/> are accepted.</value>
    public int Size { get; init; } = 100;
}
