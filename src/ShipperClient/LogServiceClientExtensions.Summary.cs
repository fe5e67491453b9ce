namespace ShipperClient;

public static partial class LogServiceClientExtensions
{
    /// <summary>Sums up how a shipper fared in a window: statistics, failures by reason, and how far behind it is.</summary>
    /// <remarks>
    /// It costs one listing of the failed tasks, 500 a call, and one call for the statistics and the successes; one more where the window has more than 500
    /// successes, because the order of the list is not documented and the newest is sought at both of its ends. The calls are made one after the other: a task that ends in between shows in the later one only.
    /// </remarks>
    /// <param name="client">The client to ask with.</param>
    /// <param name="shipper">The shipper.</param>
    /// <param name="from">Start of the window, by task creation time; see <see cref="ShipperStatusQuery.From"/>.</param>
    /// <param name="to">End of the window, by task creation time; see <see cref="ShipperStatusQuery.To"/>.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The summary. The errors are those of <see cref="LogServiceClient.GetShipperStatusAsync"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="shipper"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The window is empty, too long or too old; see <see cref="LogServiceClient.GetShipperStatusAsync"/>.</exception>
    /// <exception cref="LogServiceException">A call failed.</exception>
    public static Task<ShipperSummary> SummarizeShipperAsync(
        this LogServiceClient client, ShipperReference shipper, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(shipper);
        return SummarizeAsync(client, new ShipperStatusQuery(shipper, from, to) { Size = ShipperStatusQuery.MaxSize }, cancellationToken);
    }

    private static async Task<ShipperSummary> SummarizeAsync(LogServiceClient client, ShipperStatusQuery window, CancellationToken cancellationToken)
    {
        var successes = window with { Status = ShipperTaskStatus.Success };
        var page = await client.GetShipperStatusAsync(successes, cancellationToken).ConfigureAwait(false);
        var statistics = page.Statistics;
        DateTimeOffset? lastData = null;
        ShipperTask? newestSuccess = null;
        NoteSuccesses(page);
        if (page.Total > page.Tasks.Count && page.Tasks.Count > 0)
        {
            var end = successes with { Offset = Math.Max(page.Tasks.Count, page.Total - window.Size) };
            NoteSuccesses(await client.GetShipperStatusAsync(end, cancellationToken).ConfigureAwait(false));
        }

        ShipperTask? oldestFailure = null;
        var failures = new Dictionary<ShipperFailureReason, ShipperFailureGroup>();
        await foreach (var task in ListAsync(client, window with { Status = ShipperTaskStatus.Fail }, cancellationToken).ConfigureAwait(false))
        {
            lastData = Later(lastData, task.LastDataReceivedAt);
            oldestFailure = oldestFailure is null || task.CreatedAt < oldestFailure.CreatedAt ? task : oldestFailure;
            failures[task.FailureReason] = failures.TryGetValue(task.FailureReason, out var group)
                ? group with { Count = group.Count + 1, SampleMessage = group.SampleMessage ?? task.Message, NewestAt = Later(group.NewestAt, task.CreatedAt)!.Value }
                : new ShipperFailureGroup(task.FailureReason, 1, task.Message, task.CreatedAt);
        }

        return new ShipperSummary(window.Shipper, statistics, [.. failures.Values.OrderByDescending(static group => group.Count).ThenBy(static group => group.Reason)])
        {
            OldestFailure = oldestFailure,
            NewestSuccess = newestSuccess,
            LastDataReceivedAt = lastData,
            Lag = client.Clock.GetUtcNow() - lastData,
        };

        void NoteSuccesses(ShipperStatusPage successes)
        {
            foreach (var task in successes.Tasks)
            {
                lastData = Later(lastData, task.LastDataReceivedAt);
                newestSuccess = newestSuccess is null || task.CreatedAt > newestSuccess.CreatedAt ? task : newestSuccess;
            }
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? x, DateTimeOffset? y) => x is null || y > x ? y : x;
}
