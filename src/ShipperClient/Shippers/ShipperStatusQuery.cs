namespace ShipperClient;

/// <summary>Selects tasks of a shipper: those created in a window, optionally of one status, one page at a time.</summary>
/// <remarks>
/// The call that receives the query validates it, because the limit of the window is an option of the client
/// (<see cref="LogServiceClientOptions.StatusLookback"/>). The service counts in whole seconds: fractions are cut off.
/// </remarks>
/// <param name="Shipper">The shipper whose tasks are listed.</param>
/// <param name="From">The start of the window, by task creation time; no older than the look-back before now if <see cref="Offset"/> is 0.</param>
/// <param name="To">The end of the window, by task creation time; after <paramref name="From"/>, and no further from it than the look-back.</param>
public sealed record ShipperStatusQuery(ShipperReference Shipper, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The maximum number of tasks that the service returns on one page: 500.</summary>
    public const int MaxSize = 500;

    /// <summary>Gets the status of the tasks, or <see langword="null"/> for every status.</summary>
    /// <value>The default is <see langword="null"/>. <see cref="ShipperTaskStatus.Unknown"/> is not valid.</value>
    public ShipperTaskStatus? Status { get; init; }

    /// <summary>Gets the number of tasks of the window to skip.</summary>
    /// <value>The default is 0. Negative values are not valid.</value>
    public int Offset { get; init; }

    /// <summary>Gets the maximum number of tasks to return.</summary>
    /// <value>The default is 100. The minimum is 1, the maximum <see cref="MaxSize"/>.</value>
    public int Size { get; init; } = 100;
}
