namespace ShipperClient.Internal.Loops;

/// <summary>Computes a <see cref="ShipperSummary"/> from one listing of the failed tasks and the newest successes.</summary>
internal sealed class ShipperSummarizer
{
    private static readonly TimeSpan NoticeableWait = TimeSpan.FromSeconds(30);

    private readonly Dictionary<ShipperFailureReason, ShipperFailureGroup> _failures = [];
    private ShipperTask? _oldestFailure;
    private ShipperTask? _newestSuccess;
    private DateTimeOffset? _lastData;

    public static async Task<ShipperSummary> SummarizeAsync(LogServiceClient client, ShipperStatusQuery window, CancellationToken cancellationToken)
    {
        var clock = ClientDefaults.ClockOf(client);
        var start = clock.GetTimestamp();
        var summarizer = new ShipperSummarizer();
        var successes = window with { Status = ShipperTaskStatus.Success };
        var page = await client.GetShipperStatusAsync(successes, cancellationToken).ConfigureAwait(false);
        summarizer.AddSuccesses(page);
        if (page.Total > page.Tasks.Count && page.Tasks.Count > 0)
        {
            // The order of the list is not documented: the newest success is on the first page or on the last.
            var last = successes with { Offset = Math.Max(page.Tasks.Count, page.Total - window.Size) };
            summarizer.AddSuccesses(await client.GetShipperStatusAsync(last, cancellationToken).ConfigureAwait(false));
        }

        var failures = WithoutExpired(window, clock, clock.GetElapsedTime(start), ClientDefaults.StatusLookbackOf(client)) with { Status = ShipperTaskStatus.Fail };
        await foreach (var task in Pager.TasksAsync(client, failures, cancellationToken).ConfigureAwait(false))
        {
            summarizer.AddFailure(task);
        }

        return summarizer.CreateSummary(clock, window.Shipper, page.Statistics);
    }

    // A window as long as the look-back grows too old while the first calls wait for a service that throttles. What has left the look-back since is not listed.
    private static ShipperStatusQuery WithoutExpired(ShipperStatusQuery window, TimeProvider clock, TimeSpan elapsed, TimeSpan lookback)
    {
        if (elapsed < NoticeableWait || window.To == DateTimeOffset.MaxValue || clock.GetUtcNow() - window.From <= lookback)
        {
            return window;
        }

        var from = window.From + elapsed;
        var latest = window.To.AddSeconds(-1);
        return window with { From = from < latest ? from : latest };
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
