using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ShipperClient.Internal.Loops;

/// <summary>Retries any number of tasks in batches of ten, several batches at a time; every bulk retry goes through here.</summary>
internal sealed class BatchRetry(LogServiceClient client, ShipperReference shipper, int maxConcurrency)
{
    private static readonly TimeSpan ShortestWaitForCircuit = TimeSpan.FromSeconds(1);

    private readonly AdaptiveConcurrency _concurrency = new(maxConcurrency);
    private readonly TimeProvider _clock = ClientDefaults.ClockOf(client);
    private volatile bool _hasTaken;

    /// <summary>Retries the failed tasks of a window. All ids are known before the first is retried, because a retry shifts the list under its reader.</summary>
    public async IAsyncEnumerable<ShipperRetryBatch> RetryFailedAsync(ShipperStatusQuery failed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> taskIds = [];
        await foreach (var task in Pager.TasksAsync(client, failed, maxConcurrency, cancellationToken).ConfigureAwait(false))
        {
            taskIds.Add(task.Id);
        }

        await foreach (var batch in RetryAsync(taskIds, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    /// <summary>Retries exactly these tasks, and yields each batch as it completes.</summary>
    public async IAsyncEnumerable<ShipperRetryBatch> RetryAsync(IReadOnlyList<string> taskIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var work = taskIds.Chunk(LogServiceClient.MaxTaskIdsPerRetry).Select(static (ids, index) => new WorkItem(index + 1, ids)).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<ShipperRetryBatch>> inFlight = [];
        var sent = 0;
        var completed = 0;
        ExceptionDispatchInfo? fatal = null;
        try
        {
            while (true)
            {
                while (sent < work.Count && inFlight.Count < _concurrency.Limit && fatal is null && !cancellationToken.IsCancellationRequested)
                {
                    inFlight.Add(SendAsync(work[sent++], work.Count, stop.Token));
                }

                if (inFlight.Count == 0)
                {
                    break;
                }

                var call = await Task.WhenAny(inFlight).ConfigureAwait(false);
                inFlight.Remove(call);
                if (call.IsCompletedSuccessfully)
                {
                    var batch = await call.ConfigureAwait(false);
                    _concurrency.Record(batch.Error);
                    completed++;
                    yield return batch;
                }
                else if (call.Exception is { } exception)
                {
                    fatal ??= ExceptionDispatchInfo.Capture(exception.InnerException!);
                }
            }
        }
        finally
        {
            // A caller that stops enumerating leaves calls in flight: none outlives the enumeration.
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (Task call in inFlight)
            {
                await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        fatal?.Throw();
        if (completed < work.Count)
        {
            // Cancelled before every batch had its outcome: those that had one have been yielded.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    // Throws what every other batch would meet as well; any other error is this batch's own.
    private async Task<ShipperRetryBatch> SendAsync(WorkItem item, int batchCount, CancellationToken cancellationToken)
    {
        long? waitingSince = null;
        var wasDenied = false;
        while (true)
        {
            try
            {
                await client.RetryShipperTasksAsync(shipper, item.TaskIds, cancellationToken).ConfigureAwait(false);
                _hasTaken = true;
                return new ShipperRetryBatch(item.Number, batchCount, item.TaskIds, Error: null);
            }
            catch (LogServiceUnavailableException exception) when (exception.IsCircuitOpen && _concurrency.ShouldWaitForCircuit(Since(waitingSince)))
            {
                // Nothing was sent. To count the batch as failed would fail all the others within a moment.
                waitingSince ??= _clock.GetTimestamp();
                var wait = exception.RetryAfter > ShortestWaitForCircuit ? exception.RetryAfter.Value : ShortestWaitForCircuit;
                await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(false);
            }
            catch (LogServiceAuthenticationException exception) when (IsDenied(exception) && !wasDenied)
            {
                wasDenied = true; // under load the service denies what it allows a moment later
            }
            catch (LogServiceException exception) when (!MeetsEveryBatch(exception))
            {
                return new ShipperRetryBatch(item.Number, batchCount, item.TaskIds, exception);
            }
        }
    }

    private bool MeetsEveryBatch(LogServiceException exception) => exception switch
    {
        LogServiceNotFoundException => true,
        LogServiceAuthenticationException => !(IsDenied(exception) && _hasTaken),
        _ => exception.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.ProxyAuthenticationRequired or HttpStatusCode.NetworkAuthenticationRequired,
    };

    private static bool IsDenied(LogServiceException exception) => exception.ErrorCode == LogServiceErrorCodes.Unauthorized;

    private TimeSpan Since(long? timestamp) => timestamp is { } start ? _clock.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>A batch that has not completed. What has completed is a <see cref="ShipperRetryBatch"/>.</summary>
    private readonly record struct WorkItem(int Number, string[] TaskIds);
}
