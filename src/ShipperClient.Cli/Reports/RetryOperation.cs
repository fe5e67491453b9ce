using System.Collections.Concurrent;

namespace ShipperClient.Cli.Reports;

/// <summary>A retry of given tasks of one shipper, and what is known of each of them at any moment, also when it is interrupted.</summary>
internal sealed class RetryOperation(LogServiceClient client, ShipperReference shipper, IReadOnlyList<string> taskIds)
{
    // Read for the progress while they are written.
    private readonly ConcurrentDictionary<string, byte> _taken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LogServiceException> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ShipperTask> _finished = new(StringComparer.Ordinal);

    public ShipperReference Shipper => shipper;

    public IReadOnlyList<string> TaskIds => taskIds;

    /// <summary>What ended this retry before its end, while those of other shippers went on.</summary>
    public LogServiceException? Error { get; set; }

    public int Count => taskIds.Count;

    public int TakenCount => _taken.Count;

    public int RefusedCount => _refused.Count;

    /// <summary>Tasks that were not sent, or sent without an answer.</summary>
    public int UnknownCount => taskIds.Count - _taken.Count - _refused.Count;

    public int RunningCount => _taken.Count - _finished.Count;

    public int SucceededCount => _finished.Values.Count(static task => task.Status == ShipperTaskStatus.Success);

    /// <summary>Tasks that the service no longer lists, so that their result is unknown.</summary>
    public int LostCount => _finished.Values.Count(static task => task.Status == ShipperTaskStatus.Unknown);

    public IReadOnlyList<ShipperTask> FailedAgain => [.. _finished.Values.Where(static task => task.Status == ShipperTaskStatus.Fail).OrderBy(static task => task.CreatedAt)];

    public bool IsSuccess => Error is null && _refused.IsEmpty && FailedAgain.Count == 0 && LostCount == 0 && UnknownCount == 0;

    /// <summary>What is known of each task, in the order in which they were given.</summary>
    public IEnumerable<RetriedTask> Tasks => taskIds.Select(id => new RetriedTask(id, _taken.ContainsKey(id), _refused.GetValueOrDefault(id), _finished.GetValueOrDefault(id)));

    /// <summary>Sends exactly these tasks.</summary>
    public async Task SendAsync(Action progress, CancellationToken cancellationToken)
    {
        await foreach (var batch in client.RetryShipperTasksInBatchesAsync(shipper, taskIds, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            foreach (var id in batch.TaskIds)
            {
                Record(id, batch.Error);
            }

            progress();
        }
    }

    /// <summary>Waits until the tasks that were taken have finished.</summary>
    public async Task WaitAsync(TimeSpan pollInterval, TimeSpan timeout, Action progress, CancellationToken cancellationToken)
    {
        await foreach (var task in client.WaitForShipperTasksAsync(shipper, [.. _taken.Keys], pollInterval, timeout, cancellationToken).ConfigureAwait(false))
        {
            _finished[task.Id] = task;
            progress();
        }
    }

    private void Record(string id, LogServiceException? error)
    {
        if (error is null)
        {
            _taken[id] = 0;
        }
        else
        {
            _refused[id] = error;
        }
    }
}
