namespace ShipperClient;

/// <summary>One page of a shipper's tasks, with the statistics of the whole window.</summary>
/// <param name="Count">How many tasks this page holds, as the service counted.</param>
/// <param name="Total">How many tasks paging can reach in the window.</param>
/// <param name="Statistics">The tasks of the whole window by status; the same on every page.</param>
/// <param name="Tasks">The tasks of this page; empty past the end.</param>
public sealed record ShipperStatusPage(int Count, int Total, ShipperTaskStatistics Statistics, IReadOnlyList<ShipperTask> Tasks)
{
    /// <summary>The service's id for the request, to quote to its support; <see langword="null"/> where none came.</summary>
    public string? RequestId { get; init; }
}
