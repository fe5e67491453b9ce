namespace ShipperClient.Cli.Reports;

/// <summary>Groups failed tasks by reason.</summary>
internal static class FailureGroups
{
    /// <summary>The most frequent reason first.</summary>
    public static IReadOnlyList<ShipperFailureGroup> From(IEnumerable<ShipperTask> failed) =>
    [
        .. failed.GroupBy(static task => task.FailureReason)
            .Select(static tasks => new ShipperFailureGroup(
                tasks.Key, tasks.Count(), tasks.FirstOrDefault(static task => task.Message is not null)?.Message, tasks.Max(static task => task.CreatedAt)))
            .OrderByDescending(static group => group.Count).ThenBy(static group => group.Reason),
    ];
}
