namespace ShipperClient;

/// <summary>The failed tasks of one reason.</summary>
/// <param name="Reason">Why they failed.</param>
/// <param name="Count">How many there are.</param>
/// <param name="SampleMessage">What the service said of one of them; <see langword="null"/> where it said nothing of any.</param>
/// <param name="NewestAt">When the newest of them was created, in UTC.</param>
public sealed record ShipperFailureGroup(ShipperFailureReason Reason, int Count, string? SampleMessage, DateTimeOffset NewestAt);
