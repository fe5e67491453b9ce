using System.Runtime.CompilerServices;

namespace ShipperClient;

public static partial class LogServiceClientExtensions
{
    private const string NoLongerListed = "The service no longer lists this task, so what became of it cannot be told.";

    // Behind which the calendar has no further second.
    private static readonly DateTimeOffset LastMoment = DateTimeOffset.MaxValue.AddSeconds(-1);

    /// <summary>Waits until none of the given tasks is running any more, and yields each as it ends.</summary>
    /// <remarks>
    /// The first look goes through the tasks of the last <see cref="LogServiceClient.StatusLookback"/> until the given ones are found. Each further look lists
    /// the running tasks of the window in which the given ones were created, and that window whole only where one of them has ended.
    /// </remarks>
    /// <param name="client">The client to look with; its <see cref="LogServiceClient.Clock"/> times the waits.</param>
    /// <param name="shipper">The shipper whose tasks they are.</param>
    /// <param name="taskIds">The ids of the tasks, any number; a repeated one counts once.</param>
    /// <param name="pollInterval">The wait between two looks: 1 millisecond or more.</param>
    /// <param name="timeout">How long to wait in all, or <see cref="Timeout.InfiniteTimeSpan"/>; zero looks once. A look that is under way when it is over is let end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// Each task once, as it has ended, be it in success or in failure. A task that the service does not list, or lists no longer, is yielded with
    /// <see cref="ShipperTaskStatus.Unknown"/> and a message that says so. Where time runs out with tasks still running, a <see cref="TimeoutException"/> ends the
    /// enumeration after those that have ended; errors of the service are thrown while it is enumerated.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/>, <paramref name="shipper"/> or <paramref name="taskIds"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An id is <see langword="null"/>, empty or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pollInterval"/> is shorter than a millisecond or longer than a day, or <paramref name="timeout"/> is negative.</exception>
    public static IAsyncEnumerable<ShipperTask> WaitForShipperTasksAsync(
        this LogServiceClient client,
        ShipperReference shipper,
        IReadOnlyCollection<string> taskIds,
        TimeSpan pollInterval,
        TimeSpan timeout,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(shipper);
        ArgumentNullException.ThrowIfNull(taskIds);
        ArgumentOutOfRangeException.ThrowIfLessThan(pollInterval, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pollInterval, TimeSpan.FromDays(1));
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        }

        var waiting = new HashSet<string>(taskIds, StringComparer.Ordinal);
        return waiting.Any(string.IsNullOrWhiteSpace)
            ? throw new ArgumentException("A task id is null, empty or blank. Give ids as GetShipperStatusAsync returns them.", nameof(taskIds))
            : WaitAsync(client, shipper, waiting, pollInterval, timeout, cancellationToken);
    }

    private static async IAsyncEnumerable<ShipperTask> WaitAsync(
        LogServiceClient client,
        ShipperReference shipper,
        HashSet<string> waiting,
        TimeSpan pollInterval,
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
        {
            yield break;
        }

        var start = client.Clock.GetTimestamp();
        var now = client.Clock.GetUtcNow();
        var window = new ShipperStatusQuery(shipper, now - client.StatusLookback, now) { Size = ShipperStatusQuery.MaxSize };
        var running = await LookTwiceAsync(client, window, waiting, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            foreach (var task in Ended(waiting, running))
            {
                yield return task;
            }

            if (waiting.Count == 0)
            {
                yield break;
            }

            var left = timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : timeout - client.Clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{waiting.Count} of the tasks are still running after {timeout:c}: {string.Join(", ", waiting.Take(10))}{(waiting.Count > 10 ? ", …" : "")}."));
            }

            // The last look is at the end of the time, not before it.
            await Task.Delay(left < pollInterval ? left : pollInterval, client.Clock, cancellationToken).ConfigureAwait(false);
            running = await LookAgainAsync(client, window, waiting, running, cancellationToken).ConfigureAwait(false);
        }
    }

    // A whole look: every task waited for that is listed, until all are found.
    private static async Task<Dictionary<string, ShipperTask>> LookAsync(
        LogServiceClient client, ShipperStatusQuery window, HashSet<string> waiting, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ShipperTask>(StringComparer.Ordinal);
        await foreach (var task in ListAsync(client, window, cancellationToken).ConfigureAwait(false))
        {
            if (waiting.Contains(task.Id))
            {
                found[task.Id] = task;
                if (found.Count == waiting.Count)
                {
                    break;
                }
            }
        }

        return found;
    }

    // The list may move under the reader and hide a task on one look; on two, at once one after the other, it is taken for gone.
    private static async Task<Dictionary<string, ShipperTask>> LookTwiceAsync(
        LogServiceClient client, ShipperStatusQuery window, HashSet<string> waiting, CancellationToken cancellationToken)
    {
        var found = await LookAsync(client, window, waiting, cancellationToken).ConfigureAwait(false);
        var missing = waiting.Where(id => !found.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
        if (missing.Count > 0)
        {
            foreach (var (id, task) in await LookAsync(client, window, missing, cancellationToken).ConfigureAwait(false))
            {
                found[id] = task;
            }
        }

        return found;
    }

    // Mostly nothing has changed, and the few running tasks tell; only where one of those waited for is not among them is the window listed whole.
    private static async Task<Dictionary<string, ShipperTask>> LookAgainAsync(
        LogServiceClient client, ShipperStatusQuery window, HashSet<string> waiting, Dictionary<string, ShipperTask> last, CancellationToken cancellationToken)
    {
        var created = waiting.Select(id => last[id].CreatedAt).ToList();
        var newest = created.Max();
        var to = newest < LastMoment ? newest.AddSeconds(1) : DateTimeOffset.MaxValue;

        // The wait may take a task out of the look-back; what cannot be looked at any more is told as not listed.
        DateTimeOffset[] starts = [created.Min(), to - client.StatusLookback, client.Clock.GetUtcNow() - client.StatusLookback];
        var narrowed = window with { From = starts.Max(), To = to };
        if (narrowed.From.ToUnixTimeSeconds() >= to.ToUnixTimeSeconds())
        {
            return new Dictionary<string, ShipperTask>(StringComparer.Ordinal); // all of them are out of sight
        }

        var running = await LookAsync(client, narrowed with { Status = ShipperTaskStatus.Running }, waiting, cancellationToken).ConfigureAwait(false);
        return running.Count == waiting.Count ? running : await LookTwiceAsync(client, narrowed, waiting, cancellationToken).ConfigureAwait(false);
    }

    // Takes out of those waited for what does not run any more.
    private static List<ShipperTask> Ended(HashSet<string> waiting, Dictionary<string, ShipperTask> listed)
    {
        var ended = waiting
            .Where(id => !listed.TryGetValue(id, out var task) || task.Status != ShipperTaskStatus.Running)
            .Select(id => listed.GetValueOrDefault(id) ?? new ShipperTask { Id = id, Status = ShipperTaskStatus.Unknown, Message = NoLongerListed })
            .ToList();
        waiting.ExceptWith(ended.Select(static task => task.Id));
        return ended;
    }
}
