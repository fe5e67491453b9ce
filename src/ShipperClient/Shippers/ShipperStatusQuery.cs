namespace ShipperClient;

/// <summary>Selects tasks of a shipper: those created in a window, optionally of one status, one page at a time.</summary>
/// <remarks>
/// The call that receives the query validates it, because the limit of the window is an option of the client
/// (<see cref="LogServiceClientOptions.StatusLookback"/>). A window is valid if it is by the clock of this machine or by the service's as the client knows it. The service counts in whole seconds: fractions are cut off.
/// </remarks>
/// <param name="Shipper">The shipper whose tasks are listed.</param>
/// <param name="From">The start of the window, by task creation time; no older than the look-back before now if <see cref="Offset"/> is 0.</param>
/// <param name="To">
/// The end of the window, by task creation time; after <paramref name="From"/>, and no further from it than the look-back. <see cref="DateTimeOffset.MaxValue"/> stands for now;
/// see <see cref="Last"/>.
/// </param>
public sealed record ShipperStatusQuery(ShipperReference Shipper, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The maximum number of tasks that the service returns on one page: 500.</summary>
    public const int MaxSize = 500;

    // The most that LogServiceClientOptions.StatusLookback accepts.
    internal static readonly TimeSpan MaxDuration = TimeSpan.FromHours(48);

    /// <summary>Gets the status of the tasks, or <see langword="null"/> for every status.</summary>
    /// <value>The default is <see langword="null"/>. <see cref="ShipperTaskStatus.Unknown"/> is not valid.</value>
    public ShipperTaskStatus? Status { get; init; }

    /// <summary>Gets the number of tasks of the window to skip.</summary>
    /// <value>The default is 0. Negative values are not valid.</value>
    public int Offset { get; init; }

    /// <summary>Gets the maximum number of tasks to return.</summary>
    /// <value>The default is 100. The minimum is 1, the maximum <see cref="MaxSize"/>.</value>
    public int Size { get; init; } = 100;

    /// <summary>Selects the tasks that were created in the service's last <paramref name="duration"/>, whatever the clock of this machine says.</summary>
    /// <remarks>
    /// The window is computed from the service's clock when each attempt is sent. Until then <see cref="To"/> is <see cref="DateTimeOffset.MaxValue"/>, which stands for
    /// now, and <see cref="From"/> is <paramref name="duration"/> before it: two queries for the same duration are equal.
    /// </remarks>
    /// <param name="shipper">The shipper whose tasks are listed.</param>
    /// <param name="duration">The length of the window: 1 second to 48 hours. The client limits it further by <see cref="LogServiceClientOptions.StatusLookback"/>.</param>
    /// <returns>The query, for every status and with the default page.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shipper"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is shorter than 1 second or longer than 48 hours.</exception>
    public static ShipperStatusQuery Last(ShipperReference shipper, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(shipper);
        return duration >= TimeSpan.FromSeconds(1) && duration <= MaxDuration
            ? new ShipperStatusQuery(shipper, DateTimeOffset.MaxValue - duration, DateTimeOffset.MaxValue)
            : throw new ArgumentOutOfRangeException(
                nameof(duration), $"The window must be 1 second to 48 hours long, but is {duration:c}. The service lists the tasks of about two days.");
    }
}
