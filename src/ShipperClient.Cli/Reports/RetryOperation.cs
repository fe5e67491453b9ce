namespace ShipperClient.Cli.Reports;

/// <summary>A retry of given tasks, and what is known of each of them at any moment, also when it is interrupted.</summary>
internal sealed class RetryOperation(LogServiceClient client, ShipperReference shipper, IReadOnlyList<string> taskIds)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogServiceException> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShipperTask> _finished = new(StringComparer.Ordinal);

    public ShipperReference Shipper => shipper;

    public IReadOnlyList<string> TaskIds => taskIds;

    public int Count => taskIds.Count;

    public int TakenCount => _taken.Count;

    /// <summary>Tasks that were not sent, or sent without an answer.</summary>
    public int UnknownCount => taskIds.Count - _taken.Count - _refused.Count;

    public int RunningCount => _taken.Count - _finished.Count;

    public int SucceededCount => _finished.Values.Count(static task => task.Status == ShipperTaskStatus.Success);

    /// <summary>Tasks that the service no longer lists, so that their result is unknown.</summary>
    public int LostCount => _finished.Values.Count(static task => task.Status == ShipperTaskStatus.Unknown);

    public IReadOnlyList<ShipperTask> FailedAgain => [.. _finished.Values.Where(static task => task.Status == ShipperTaskStatus.Fail).OrderBy(static task => task.CreatedAt)];

    public bool IsSuccess => _refused.Count == 0 && FailedAgain.Count == 0 && LostCount == 0 && UnknownCount == 0;

    /// <summary>What is known of each task, in the order in which they were given.</summary>
    public IEnumerable<RetriedTask> Tasks => taskIds.Select(id => new RetriedTask(id, _taken.Contains(id), _refused.GetValueOrDefault(id), _finished.GetValueOrDefault(id)));

    /// <summary>Sends exactly these tasks.</summary>
    public async Task SendAsync(Action<int, int> progress, CancellationToken cancellationToken)
    {
        progress(0, Count);
        await foreach (var batch in client.RetryShipperTasksInBatchesAsync(shipper, taskIds, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            foreach (var id in batch.TaskIds)
            {
                Record(id, batch.Error);
            }

            progress(_taken.Count + _refused.Count, Count);
        }
    }

    /// <summary>Waits until the tasks that were taken have finished.</summary>
    public async Task WaitAsync(TimeSpan pollInterval, TimeSpan timeout, Action<int, int> progress, CancellationToken cancellationToken)
    {
        progress(0, _taken.Count);
        await foreach (var task in client.WaitForShipperTasksAsync(shipper, _taken, pollInterval, timeout, cancellationToken).ConfigureAwait(false))
        {
            _finished[task.Id] = task;
            progress(_finished.Count, _taken.Count);
        }
    }

    private void Record(string id, LogServiceException? error)
    {
        if (error is null)
        {
            _taken.Add(id);
        }
        else
        {
            _refused[id] = error;
        }
    }
}
