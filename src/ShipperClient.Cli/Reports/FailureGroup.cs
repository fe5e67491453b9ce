namespace ShipperClient.Cli.Reports;

/// <summary>The failed tasks of one reason.</summary>
/// <param name="Reason">Why they failed.</param>
/// <param name="Count">How many tasks failed for it.</param>
/// <param name="SampleMessage">One of the messages of the service, or <see langword="null"/>.</param>
/// <param name="DistinctMessages">How many different messages there are; <see langword="null"/> if they were not counted.</param>
/// <param name="NewestAt">When the newest of the tasks was created.</param>
internal sealed record FailureGroup(ShipperFailureReason Reason, int Count, string? SampleMessage, int? DistinctMessages, DateTimeOffset NewestAt)
{
    /// <summary>Groups failed tasks, the most frequent reason first.</summary>
    public static IReadOnlyList<FailureGroup> From(IEnumerable<ShipperTask> failed) =>
    [
        .. failed.GroupBy(static task => task.FailureReason)
            .Select(static tasks => new FailureGroup(
                tasks.Key,
                tasks.Count(),
                tasks.FirstOrDefault(static task => task.Message is not null)?.Message,
                tasks.Where(static task => task.Message is not null).Select(static task => task.Message).Distinct(StringComparer.Ordinal).Count(),
                tasks.Max(static task => task.CreatedAt)))
            .OrderByDescending(static group => group.Count).ThenBy(static group => group.Reason),
    ];

    public static FailureGroup From(ShipperFailureGroup group) => new(group.Reason, group.Count, group.SampleMessage, DistinctMessages: null, group.NewestAt);
}
