namespace ShipperClient;

/// <summary>One page of a shipper's tasks, with the statistics of the whole window.</summary>
/// <param name="Count">The number of tasks on this page, as the service counts it.</param>
/// <param name="Total">The number of tasks that paging can reach in the window.</param>
/// <param name="Statistics">The number of tasks of the whole window by status; the same on every page.</param>
/// <param name="Tasks">The tasks on this page; empty past the end of the list.</param>
public sealed record ShipperStatusPage(int Count, int Total, ShipperTaskStatistics Statistics, IReadOnlyList<ShipperTask> Tasks)
{
    /// <summary>Gets the service's id of the request, to quote to its support.</summary>
    /// <value><see langword="null"/> if the service sent none.</value>
    public string? RequestId { get; init; }
}
