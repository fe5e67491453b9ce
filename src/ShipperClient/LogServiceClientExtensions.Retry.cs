using ShipperClient.Internal.Loops;

namespace ShipperClient;

public static partial class LogServiceClientExtensions
{
    private const int MaxConcurrencyLimit = 32;

    /// <summary>Retries every failed task of a window: lists their ids, then does what <see cref="RetryShipperTasksInBatchesAsync"/> does.</summary>
    /// <remarks>
    /// All ids are collected before the first is retried, because a retry removes tasks from the list that is being read. Once the first page has
    /// shown how many there are, <paramref name="maxConcurrency"/> pages of 500 tasks are requested, and held, at a time.
    /// </remarks>
    /// <param name="client">The client to retry with.</param>
    /// <param name="shipper">The shipper whose failed tasks are retried.</param>
    /// <param name="from">The start of the window, by task creation time; see <see cref="ShipperStatusQuery.From"/>.</param>
    /// <param name="to">The end of the window, by task creation time; see <see cref="ShipperStatusQuery.To"/>.</param>
    /// <param name="maxConcurrency">The maximum number of calls at a time, 1 to 32. The default is 4.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The batches as they complete, in no particular order. Nothing is sent before the enumeration; an error of the listing is thrown before anything is retried.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="shipper"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxConcurrency"/> is not 1 to 32.</exception>
    /// <exception cref="ArgumentException">The window is empty, too long or too old; see <see cref="LogServiceClient.GetShipperStatusAsync"/>.</exception>
    /// <exception cref="LogServiceException">The listing failed, or an error occurred that every batch would meet.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static IAsyncEnumerable<ShipperRetryBatch> RetryFailedShipperTasksAsync(
        this LogServiceClient client,
        ShipperReference shipper,
        DateTimeOffset from,
        DateTimeOffset to,
        int maxConcurrency = 4,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(shipper);
        CheckConcurrency(maxConcurrency);
        var failed = new ShipperStatusQuery(shipper, from, to) { Status = ShipperTaskStatus.Fail, Size = ShipperStatusQuery.MaxSize };
        return new BatchRetry(client, shipper, maxConcurrency).RetryFailedAsync(failed, cancellationToken);
    }

    /// <summary>Retries every failed task of the service's last hours, whatever the clock of this machine says; see the overload with a window.</summary>
    /// <param name="client">The client to retry with.</param>
    /// <param name="shipper">The shipper whose failed tasks are retried.</param>
    /// <param name="last">The length of the window: 1 second to <see cref="LogServiceClient.StatusLookback"/>; see <see cref="ShipperStatusQuery.Last"/>.</param>
    /// <param name="maxConcurrency">The maximum number of calls at a time, 1 to 32. The default is 4.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The batches as they complete, in no particular order. Nothing is sent before the enumeration; an error of the listing is thrown before anything is retried.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="shipper"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is shorter than 1 second or longer than the look-back, or <paramref name="maxConcurrency"/> is not 1 to 32.</exception>
    /// <exception cref="LogServiceException">The listing failed, or an error occurred that every batch would meet.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static IAsyncEnumerable<ShipperRetryBatch> RetryFailedShipperTasksAsync(
        this LogServiceClient client, ShipperReference shipper, TimeSpan last, int maxConcurrency = 4, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var failed = ShipperStatusQuery.Last(shipper, last) with { Status = ShipperTaskStatus.Fail, Size = ShipperStatusQuery.MaxSize };
        CheckConcurrency(maxConcurrency);
        return new BatchRetry(client, shipper, maxConcurrency).RetryFailedAsync(failed, cancellationToken);
    }

    /// <summary>Retries exactly these tasks, ten a call and several calls at a time, and yields each batch as it completes.</summary>
    /// <remarks>
    /// An error that every batch would meet (not found, authentication, an operation that is not offered, a proxy that asks for a sign-in) is thrown after the batches in flight have been yielded; any
    /// other error is that batch's <see cref="ShipperRetryBatch.Error"/>, and the other batches go on. A batch that is denied (<c>Unauthorized</c>) is sent once more, because
    /// the service denies under load what it allows otherwise; if other batches were taken, a second denial is that batch's error. Throttling and an unavailable service halve the number of calls at a time, and each success
    /// adds one. While the client's circuit is open, batches wait for it for up to a minute. After a cancellation no further batch is sent, and every batch
    /// whose outcome is known is yielded before the <see cref="OperationCanceledException"/>.
    /// </remarks>
    /// <param name="client">The client to retry with.</param>
    /// <param name="shipper">The shipper whose tasks they are.</param>
    /// <param name="taskIds">The ids of the tasks, any number, sent in this order; a repeated one is sent once.</param>
    /// <param name="maxConcurrency">The maximum number of calls at a time, 1 to 32. The default is 4.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The batches as they complete, in no particular order; none if there are no ids. Nothing is sent before the enumeration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/>, <paramref name="shipper"/> or <paramref name="taskIds"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An id is <see langword="null"/>, empty or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxConcurrency"/> is not 1 to 32.</exception>
    /// <exception cref="LogServiceException">An error occurred that every batch would meet.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static IAsyncEnumerable<ShipperRetryBatch> RetryShipperTasksInBatchesAsync(
        this LogServiceClient client,
        ShipperReference shipper,
        IReadOnlyCollection<string> taskIds,
        int maxConcurrency = 4,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(shipper);
        var ids = DistinctIds(taskIds);
        CheckConcurrency(maxConcurrency);
        return new BatchRetry(client, shipper, maxConcurrency).RetryAsync(ids, cancellationToken);
    }

    /// <summary>Waits until none of the given tasks is running any more, and yields each as it finishes.</summary>
    /// <remarks>
    /// The first poll lists the tasks of the last <see cref="LogServiceClient.StatusLookback"/> until the given ones are found. Each further poll lists
    /// the running tasks of the window in which the given ones were created, and that whole window only if one of them is no longer running.
    /// </remarks>
    /// <param name="client">The client to poll with; its <see cref="LogServiceClient.Clock"/> times the waits.</param>
    /// <param name="shipper">The shipper whose tasks they are.</param>
    /// <param name="taskIds">The ids of the tasks, any number; a repeated one counts once.</param>
    /// <param name="pollInterval">The time between two polls: 1 millisecond to 1 day.</param>
    /// <param name="timeout">The maximum time to wait, or <see cref="Timeout.InfiniteTimeSpan"/>; zero polls once. A poll that has begun is completed.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>
    /// Each task once, as it finishes, successfully or not. A task that the service does not list is yielded with <see cref="ShipperTaskStatus.Unknown"/> and a message
    /// that says so. Errors are thrown during the enumeration.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/>, <paramref name="shipper"/> or <paramref name="taskIds"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An id is <see langword="null"/>, empty or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pollInterval"/> is shorter than a millisecond or longer than a day, or <paramref name="timeout"/> is negative.</exception>
    /// <exception cref="TimeoutException">Tasks are still running after <paramref name="timeout"/>; those that finished have been yielded.</exception>
    /// <exception cref="LogServiceException">A call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
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
        var ids = DistinctIds(taskIds);
        ArgumentOutOfRangeException.ThrowIfLessThan(pollInterval, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pollInterval, TimeSpan.FromDays(1));
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        }

        return TaskWaiter.WaitAsync(client, shipper, ids, pollInterval, timeout, cancellationToken);
    }

    // A copy: what was checked is what is used, whatever the caller does to its collection.
    private static List<string> DistinctIds(IReadOnlyCollection<string> taskIds)
    {
        ArgumentNullException.ThrowIfNull(taskIds);
        var ids = taskIds.Distinct(StringComparer.Ordinal).ToList();
        return ids.Exists(string.IsNullOrWhiteSpace)
            ? throw new ArgumentException("A task id is null, empty or blank. Give ids as GetShipperStatusAsync returns them.", nameof(taskIds))
            : ids;
    }

    private static void CheckConcurrency(int maxConcurrency)
    {
        if (maxConcurrency is < 1 or > MaxConcurrencyLimit)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxConcurrency), maxConcurrency, $"maxConcurrency is the number of calls at a time and must be 1 to {MaxConcurrencyLimit}.");
        }
    }
}
