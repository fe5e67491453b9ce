using System.Runtime.CompilerServices;

namespace ShipperClient.Internal.Loops;

/// <summary>Polls until none of the given tasks is running any more.</summary>
internal sealed class TaskWaiter
{
    private const string NoLongerListed = "The service no longer lists this task, so its outcome is unknown.";

    // After it, the calendar has no further second.
    private static readonly DateTimeOffset LastMoment = DateTimeOffset.MaxValue.AddSeconds(-1);

    private readonly LogServiceClient _client;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _lookback;
    private readonly HashSet<string> _waiting;

    private TaskWaiter(LogServiceClient client, IEnumerable<string> taskIds)
    {
        _client = client;
        _clock = ClientDefaults.ClockOf(client);
        _lookback = ClientDefaults.StatusLookbackOf(client);
        _waiting = new HashSet<string>(taskIds, StringComparer.Ordinal);
    }

    public static async IAsyncEnumerable<ShipperTask> WaitAsync(
        LogServiceClient client,
        ShipperReference shipper,
        IEnumerable<string> taskIds,
        TimeSpan pollInterval,
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Each enumeration has a waiter of its own, so the result can be enumerated again.
        var waiter = new TaskWaiter(client, taskIds);
        await foreach (var task in waiter.WaitAsync(shipper, pollInterval, timeout, cancellationToken).ConfigureAwait(false))
        {
            yield return task;
        }
    }

    private async IAsyncEnumerable<ShipperTask> WaitAsync(
        ShipperReference shipper, TimeSpan pollInterval, TimeSpan timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            yield break;
        }

        var start = _clock.GetTimestamp();
        var window = ShipperStatusQuery.Last(shipper, _lookback) with { Size = ShipperStatusQuery.MaxSize };
        var listed = await FindWithRecheckAsync(window, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            foreach (var task in TakeCompleted(listed))
            {
                yield return task;
            }

            if (_waiting.Count == 0)
            {
                yield break;
            }

            var left = timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : timeout - _clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw TimedOut(timeout);
            }

            // The last poll is at the end of the time, not before it.
            await Task.Delay(left < pollInterval ? left : pollInterval, _clock, cancellationToken).ConfigureAwait(false);
            listed = await PollAsync(window, listed, cancellationToken).ConfigureAwait(false);
        }
    }

    // Lists the window until every wanted task is found.
    private async Task<Dictionary<string, ShipperTask>> FindAsync(ShipperStatusQuery window, HashSet<string> wanted, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ShipperTask>(StringComparer.Ordinal);
        await foreach (var task in Pager.TasksAsync(_client, window, ahead: 0, cancellationToken).ConfigureAwait(false))
        {
            if (wanted.Contains(task.Id))
            {
                found[task.Id] = task;
                if (found.Count == wanted.Count)
                {
                    break;
                }
            }
        }

        return found;
    }

    // A list that moves may hide a task from one listing. A task that two listings in a row do not show is no longer there.
    private async Task<Dictionary<string, ShipperTask>> FindWithRecheckAsync(ShipperStatusQuery window, CancellationToken cancellationToken)
    {
        var found = await FindAsync(window, _waiting, cancellationToken).ConfigureAwait(false);
        var missing = _waiting.Where(id => !found.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
        if (missing.Count > 0)
        {
            foreach (var (id, task) in await FindAsync(window, missing, cancellationToken).ConfigureAwait(false))
            {
                found[id] = task;
            }
        }

        return found;
    }

    // Mostly nothing has changed, and the list of running tasks, which is short, shows that. Only if a task is not on it is the whole window listed.
    private async Task<Dictionary<string, ShipperTask>> PollAsync(ShipperStatusQuery window, Dictionary<string, ShipperTask> last, CancellationToken cancellationToken)
    {
        var created = _waiting.Select(id => last[id].CreatedAt).ToList();
        var newest = created.Max();
        var to = newest < LastMoment ? newest.AddSeconds(1) : DateTimeOffset.MaxValue;

        // During the wait a task may leave the look-back. A task that can no longer be listed is reported as such.
        DateTimeOffset[] starts = [created.Min(), to - _lookback, _clock.GetUtcNow() - _lookback];
        var narrowed = window with { From = starts.Max(), To = to };
        if (narrowed.From.ToUnixTimeSeconds() >= to.ToUnixTimeSeconds())
        {
            return new Dictionary<string, ShipperTask>(StringComparer.Ordinal);
        }

        var running = await FindAsync(narrowed with { Status = ShipperTaskStatus.Running }, _waiting, cancellationToken).ConfigureAwait(false);
        return running.Count == _waiting.Count ? running : await FindWithRecheckAsync(narrowed, cancellationToken).ConfigureAwait(false);
    }

    // Stops waiting for the tasks that no longer run, and returns them.
    private List<ShipperTask> TakeCompleted(Dictionary<string, ShipperTask> listed)
    {
        var completed = _waiting
            .Where(id => !listed.TryGetValue(id, out var task) || task.Status != ShipperTaskStatus.Running)
            .Select(id => listed.GetValueOrDefault(id) ?? new ShipperTask { Id = id, Status = ShipperTaskStatus.Unknown, Message = NoLongerListed })
            .ToList();
        _waiting.ExceptWith(completed.Select(static task => task.Id));
        return completed;
    }

    private TimeoutException TimedOut(TimeSpan timeout) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{_waiting.Count} of the tasks are still running after {timeout:c}: {string.Join(", ", _waiting.Take(10))}{(_waiting.Count > 10 ? ", …" : "")}."));
}
