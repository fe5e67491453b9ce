using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ShipperClient;

public static partial class LogServiceClientExtensions
{
    private const int MaxConcurrencyLimit = 32;

    /// <summary>Retries every failed task of a window, ten a call.</summary>
    /// <remarks>
    /// All failed ids are collected first, because retrying while paging shifts the list of failed tasks under the reader. Then they are sent in
    /// batches, and each is yielded as it ends. An error that every batch would meet (not found, authentication) is thrown, after the batches in
    /// flight have been yielded; any other is that batch's <see cref="ShipperRetryBatch.Error"/>, and the rest go on. Throttling and an
    /// unavailable service halve the number of calls at a time, and each success adds one again. While the client's circuit is open, batches wait for it for up
    /// to about a minute. On cancellation no new batch is sent, and every batch whose outcome is known is yielded
    /// before the <see cref="OperationCanceledException"/>.
    /// </remarks>
    /// <param name="client">The client to retry with.</param>
    /// <param name="shipper">The shipper whose failed tasks are retried.</param>
    /// <param name="from">Start of the window, by task creation time; see <see cref="ShipperStatusQuery.From"/>.</param>
    /// <param name="to">End of the window, by task creation time; see <see cref="ShipperStatusQuery.To"/>.</param>
    /// <param name="maxConcurrency">How many calls are made at a time at most, 1 to 32. The default is 4.</param>
    /// <param name="cancellationToken">Ends the retry.</param>
    /// <returns>
    /// The batches as they end, in no particular order. Nothing is sent before it is enumerated; what goes wrong while the ids are collected is thrown then, and
    /// nothing has been retried. See <see cref="LogServiceClient.GetShipperStatusAsync"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="shipper"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxConcurrency"/> is not 1 to 32.</exception>
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
        if (maxConcurrency is < 1 or > MaxConcurrencyLimit)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxConcurrency), maxConcurrency, $"maxConcurrency is the number of calls at a time and must be 1 to {MaxConcurrencyLimit}.");
        }

        var failed = new ShipperStatusQuery(shipper, from, to) { Status = ShipperTaskStatus.Fail, Size = ShipperStatusQuery.MaxSize };
        return RetryAsync(client, failed, maxConcurrency, cancellationToken);
    }

    private static async IAsyncEnumerable<ShipperRetryBatch> RetryAsync(
        LogServiceClient client, ShipperStatusQuery failed, int maxConcurrency, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> ids = [];
        await foreach (var task in ListAsync(client, failed, cancellationToken).ConfigureAwait(false))
        {
            ids.Add(task.Id);
        }

        var batches = ids.Chunk(LogServiceClient.MaxTaskIdsPerRetry).ToList();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<ShipperRetryBatch>> inFlight = [];
        var pace = new RetryPace(maxConcurrency);
        var sent = 0;
        var completed = 0;
        ExceptionDispatchInfo? fatal = null;
        try
        {
            while (true)
            {
                while (sent < batches.Count && inFlight.Count < pace.Concurrency && fatal is null && !cancellationToken.IsCancellationRequested)
                {
                    var batch = new ShipperRetryBatch(sent + 1, batches.Count, batches[sent++], Error: null);
                    inFlight.Add(RetryBatchAsync(client, failed.Shipper, batch, pace, ending.Token));
                }

                if (inFlight.Count == 0)
                {
                    break;
                }

                var ended = await Task.WhenAny(inFlight).ConfigureAwait(false);
                inFlight.Remove(ended);
                if (ended.IsCompletedSuccessfully)
                {
                    var outcome = await ended.ConfigureAwait(false);
                    pace.Note(outcome.Error);
                    completed++;
                    yield return outcome;
                }
                else if (ended.Exception is { } exception)
                {
                    fatal ??= ExceptionDispatchInfo.Capture(exception.InnerException!);
                }
            }
        }
        finally
        {
            // Whoever stops enumerating leaves calls behind: none outlives the enumeration.
            await ending.CancelAsync().ConfigureAwait(false);
            foreach (Task left in inFlight)
            {
                await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        fatal?.Throw();
        if (completed < batches.Count)
        {
            // Cancelled before every batch had its outcome: those that had one have been yielded.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private static async Task<ShipperRetryBatch> RetryBatchAsync(
        LogServiceClient client, ShipperReference shipper, ShipperRetryBatch batch, RetryPace pace, CancellationToken cancellationToken)
    {
        long? heldSince = null;
        while (true)
        {
            try
            {
                await client.RetryShipperTasksAsync(shipper, batch.TaskIds, cancellationToken).ConfigureAwait(false);
                return batch;
            }
            catch (LogServiceUnavailableException exception) when (exception.NotSentFor is { } wait && pace.MayHold(heldSince is { } since ? client.Clock.GetElapsedTime(since) : TimeSpan.Zero))
            {
                // The circuit is open and the batch has not left: to count it as failed would fail all the rest within a moment.
                heldSince ??= client.Clock.GetTimestamp();
                await Task.Delay(wait > RetryPace.ShortestHold ? wait : RetryPace.ShortestHold, client.Clock, cancellationToken).ConfigureAwait(false);
            }
            catch (LogServiceException exception) when (exception is not (LogServiceNotFoundException or LogServiceAuthenticationException))
            {
                return batch with { Error = exception };
            }
        }
    }

    /// <summary>How fast a bulk retry goes: what the service refuses or cannot do halves it, each success adds one again.</summary>
    private sealed class RetryPace(int maxConcurrency)
    {
        public static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(1);

        private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(1);

        private volatile bool _isDown;
        private int _slower;

        public int Concurrency => maxConcurrency - _slower;

        /// <summary>Whether a batch waits for the circuit to close. Once one has waited in vain, the others need not, until one succeeds.</summary>
        public bool MayHold(TimeSpan held) => held < LongestHold && !_isDown;

        public void Note(LogServiceException? error)
        {
            _isDown = error is LogServiceUnavailableException { NotSentFor: not null } || (_isDown && error is not null);
            _slower = error is LogServiceThrottledException or LogServiceUnavailableException
                ? maxConcurrency - Math.Max(1, Concurrency / 2)
                : Math.Max(0, _slower - 1);
        }
    }
}
