using ShipperClient.Cli.Errors;
using ShipperClient.Cli.Output;

namespace ShipperClient.Cli.Reports;

/// <summary>A retry of given tasks, and what is known of each of them at any moment: also when it is interrupted.</summary>
internal sealed class RetryRun(LogServiceClient client, ShipperReference shipper, IReadOnlyList<string> ids)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogServiceException> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShipperTask> _ended = new(StringComparer.Ordinal);

    public int Count => ids.Count;

    public int TakenCount => _taken.Count;

    /// <summary>Tasks that were not sent, or sent without an answer.</summary>
    public int UnknownCount => ids.Count(id => !_taken.Contains(id) && !_refused.ContainsKey(id));

    public int RunningCount => _taken.Count - _ended.Count;

    public int SucceededCount => _ended.Values.Count(static task => task.Status == ShipperTaskStatus.Success);

    public IReadOnlyList<ShipperTask> FailedAgain => [.. _ended.Values.Where(static task => task.Status == ShipperTaskStatus.Fail).OrderBy(static task => task.CreatedAt)];

    /// <summary>Why they failed again, the most frequent reason first.</summary>
    public IReadOnlyList<ShipperFailureGroup> FailuresAgain =>
    [
        .. FailedAgain.GroupBy(static task => task.FailureReason)
            .Select(static tasks => new ShipperFailureGroup(tasks.Key, tasks.Count(), tasks.LastOrDefault(static task => task.Message is not null)?.Message, tasks.Last().CreatedAt))
            .OrderByDescending(static failure => failure.Count),
    ];

    /// <summary>Tasks that the service no longer listed, so that nobody can tell how they ended.</summary>
    public int LostCount => _ended.Values.Count(static task => task.Status == ShipperTaskStatus.Unknown);

    public IEnumerable<IGrouping<string, string>> RefusedByError => _refused.GroupBy(static task => ErrorLine.Of(task.Value), static task => task.Key, StringComparer.Ordinal);

    public bool IsFine => _refused.Count == 0 && FailedAgain.Count == 0 && LostCount == 0 && UnknownCount == 0;

    /// <summary>Sends the tasks, and no others, ten a call, one call after the other.</summary>
    public async Task<int> SendAsync(Action<int, int> progress, CancellationToken cancellationToken)
    {
        progress(0, Count);
        foreach (var batch in ids.Chunk(LogServiceClient.MaxTaskIdsPerRetry))
        {
            try
            {
                await client.RetryShipperTasksAsync(shipper, batch, cancellationToken).ConfigureAwait(false);
                _taken.UnionWith(batch);
            }
            catch (LogServiceException exception) when (exception is not (LogServiceNotFoundException or LogServiceAuthenticationException))
            {
                foreach (var id in batch)
                {
                    _refused[id] = exception;
                }
            }

            progress(_taken.Count + _refused.Count, Count);
        }

        return _taken.Count;
    }

    /// <summary>Follows the taken tasks to their end.</summary>
    public async Task<int> WaitAsync(TimeSpan pollInterval, TimeSpan timeout, Action<int, int> progress, CancellationToken cancellationToken)
    {
        progress(0, _taken.Count);
        await foreach (var task in client.WaitForShipperTasksAsync(shipper, _taken, pollInterval, timeout, cancellationToken).ConfigureAwait(false))
        {
            _ended[task.Id] = task;
            progress(_ended.Count, _taken.Count);
        }

        return _ended.Count;
    }

    public IReadOnlyList<RetriedTaskDocument> Documents(bool isPlan) =>
    [
        .. ids.Select(id =>
        {
            var ended = _ended.GetValueOrDefault(id);
            var refused = _refused.GetValueOrDefault(id);
            var retry = isPlan ? RetriedTaskDocument.Planned
                : _taken.Contains(id) ? RetriedTaskDocument.Taken
                : refused is not null ? RetriedTaskDocument.Refused
                : RetriedTaskDocument.Unknown;
            return new RetriedTaskDocument(
                id, retry, refused is null ? null : ErrorLine.Of(refused), ended is null ? null : TaskDocument.StatusWord(ended.Status), ended is null ? null : TaskDocument.ReasonWord(ended.FailureReason), ended?.Message);
        }),
    ];
}
