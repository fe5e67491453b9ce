namespace ShipperClient.Internal.Loops;

/// <summary>Computes a <see cref="ShipperSummary"/> from one listing of the failed tasks and the newest successes.</summary>
internal sealed class ShipperSummarizer(LogServiceClient client)
{
    private readonly Dictionary<ShipperFailureReason, ShipperFailureGroup> _failures = [];
    private ShipperTask? _oldestFailure;
    private ShipperTask? _newestSuccess;
    private DateTimeOffset? _lastData;

    public async Task<ShipperSummary> SummarizeAsync(ShipperStatusQuery window, CancellationToken cancellationToken)
    {
        var successes = window with { Status = ShipperTaskStatus.Success };
        var page = await client.GetShipperStatusAsync(successes, cancellationToken).ConfigureAwait(false);
        AddSuccesses(page);
        if (page.Total > page.Tasks.Count && page.Tasks.Count > 0)
        {
            // The order of the list is not documented: the newest success is on the first page or on the last.
            var last = successes with { Offset = Math.Max(page.Tasks.Count, page.Total - window.Size) };
            AddSuccesses(await client.GetShipperStatusAsync(last, cancellationToken).ConfigureAwait(false));
        }

        await foreach (var task in Pager.TasksAsync(client, window with { Status = ShipperTaskStatus.Fail }, cancellationToken).ConfigureAwait(false))
        {
            AddFailure(task);
        }

        return new ShipperSummary(
            window.Shipper, page.Statistics, [.. _failures.Values.OrderByDescending(static group => group.Count).ThenBy(static group => group.Reason)])
        {
            OldestFailure = _oldestFailure,
            NewestSuccess = _newestSuccess,
            LastDataReceivedAt = _lastData,
            Lag = ClientDefaults.ClockOf(client).GetUtcNow() - _lastData,
        };
    }

    private void AddSuccesses(ShipperStatusPage page)
    {
        foreach (var task in page.Tasks)
        {
            _lastData = Later(_lastData, task.LastDataReceivedAt);
            _newestSuccess = _newestSuccess is null || task.CreatedAt > _newestSuccess.CreatedAt ? task : _newestSuccess;
        }
    }

    private void AddFailure(ShipperTask task)
    {
        _lastData = Later(_lastData, task.LastDataReceivedAt);
        _oldestFailure = _oldestFailure is null || task.CreatedAt < _oldestFailure.CreatedAt ? task : _oldestFailure;
        _failures[task.FailureReason] = _failures.TryGetValue(task.FailureReason, out var group)
            ? group with { Count = group.Count + 1, SampleMessage = group.SampleMessage ?? task.Message, NewestAt = Later(group.NewestAt, task.CreatedAt)!.Value }
            : new ShipperFailureGroup(task.FailureReason, 1, task.Message, task.CreatedAt);
    }

    private static DateTimeOffset? Later(DateTimeOffset? x, DateTimeOffset? y) => x is null || y > x ? y : x;
}
