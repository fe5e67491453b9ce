namespace ShipperClient;

/// <summary>The failed tasks of one reason.</summary>
/// <param name="Reason">The reason of the failures.</param>
/// <param name="Count">The number of tasks.</param>
/// <param name="SampleMessage">The service's message for one of them, or <see langword="null"/> if no task has one.</param>
/// <param name="NewestAt">The creation time of the newest of them, in UTC.</param>
public sealed record ShipperFailureGroup(ShipperFailureReason Reason, int Count, string? SampleMessage, DateTimeOffset NewestAt);
