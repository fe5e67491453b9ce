namespace ShipperClient.Internal.Loops;

/// <summary>Computes a <see cref="ShipperSummary"/> from one listing of the failed tasks and, at the same time, the newest successes.</summary>
internal sealed class ShipperSummarizer
{
    private readonly Dictionary<ShipperFailureReason, ShipperFailureGroup> _failures = [];
    private ShipperTask? _oldestFailure;
    private ShipperTask? _newestSuccess;
    private DateTimeOffset? _lastData;

    public static async Task<ShipperSummary> SummarizeAsync(LogServiceClient client, ShipperStatusQuery window, CancellationToken cancellationToken)
    {
        var summarizer = new ShipperSummarizer();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var successes = GetSuccessesAsync(client, window with { Status = ShipperTaskStatus.Success }, stop.Token);
        try
        {
            var failures = Pager.TasksAsync(client, window with { Status = ShipperTaskStatus.Fail }, ahead: 1, cancellationToken);
            await foreach (var task in failures.ConfigureAwait(false))
            {
                summarizer.AddFailure(task);
            }

            var pages = await successes.ConfigureAwait(false);
            pages.ForEach(summarizer.AddSuccesses);
            return summarizer.CreateSummary(ClientDefaults.ClockOf(client), window.Shipper, pages[0].Statistics);
        }
        catch (Exception exception)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)successes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (exception is OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested(); // with the caller's own token
            }

            throw;
        }
    }

    // The order of the list is not documented: the newest success is on the first page or on the last.
    private static async Task<List<ShipperStatusPage>> GetSuccessesAsync(LogServiceClient client, ShipperStatusQuery successes, CancellationToken cancellationToken)
    {
        var first = await client.GetShipperStatusAsync(successes, cancellationToken).ConfigureAwait(false);
        return first.Total <= first.Tasks.Count || first.Tasks.Count == 0
            ? [first]
            : [first, await client.GetShipperStatusAsync(successes with { Offset = Math.Max(first.Tasks.Count, first.Total - successes.Size) }, cancellationToken).ConfigureAwait(false)];
    }

    private ShipperSummary CreateSummary(TimeProvider clock, ShipperReference shipper, ShipperTaskStatistics statistics) => new(
        shipper, statistics, [.. _failures.Values.OrderByDescending(static group => group.Count).ThenBy(static group => group.Reason)])
    {
        OldestFailure = _oldestFailure,
        NewestSuccess = _newestSuccess,
        LastDataReceivedAt = _lastData,
        Lag = clock.GetUtcNow() - _lastData,
    };

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
