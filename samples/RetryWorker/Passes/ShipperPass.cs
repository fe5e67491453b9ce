using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetryWorker.Diagnostics;
using RetryWorker.Reports;
using RetryWorker.States;
using ShipperClient;

namespace RetryWorker.Passes;

/// <summary>One pass over one shipper: retries what has failed since the last pass, except tasks whose tries are used up.</summary>
internal sealed class ShipperPass(
    LogServiceClient client, RetryStateFile states, RetryWorkerMetrics metrics, IOptions<RetryWorkerOptions> options, ILogger<ShipperPass> logger)
{
    private readonly RetryWorkerOptions _options = options.Value;

    /// <summary>Throws on cancellation only: an error of one shipper does not affect another.</summary>
    public async Task<PassReport> RunAsync(ShipperReference shipper, CancellationToken cancellationToken)
    {
        var state = states.Get(shipper);
        PassReport report;
        try
        {
            report = await ReadAndRetryAsync(shipper, state, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            report = new PassReport(shipper) { Error = exception };
        }

        if (report.Error is LogServiceException failed)
        {
            Log.ShipperFailed(logger, shipper, failed.Message);
        }
        else if (report.Error is { } unexpected)
        {
            Log.ShipperFailedUnexpectedly(logger, unexpected, shipper);
        }

        report = report with { LastDataReceivedAt = state.LastDataReceivedAt };
        metrics.PassCompleted(report);
        return report;
    }

    private async Task<PassReport> ReadAndRetryAsync(ShipperReference shipper, RetryState state, CancellationToken cancellationToken)
    {
        var now = client.Clock.GetUtcNow();
        var from = WindowStart(state, now);
        var window = await WindowSnapshot.ReadAsync(client, new ShipperStatusQuery(shipper, from, now), cancellationToken);
        state.RecordData(window.LastDataReceivedAt);

        var givenUp = window.Failed.Where(task => state.TriesOf(task.Id) >= _options.MaxTries).ToList();
        GiveUp(shipper, state, givenUp);

        var due = window.Failed.Except(givenUp).Select(static task => task.Id).ToList();
        var failedAgain = due.Count(id => state.TriesOf(id) > 0);
        var (retried, error) = await RetryAsync(shipper, state, due, cancellationToken);
        if (due.Count > 0)
        {
            Log.TasksRetried(logger, shipper, window.Failed.Count, from, retried, failedAgain);
        }

        // A task stays in the window until it has succeeded, however long ago it was created: what was just retried may fail again.
        state.Watermark = window.Running.Concat(window.Failed).Select(static task => task.CreatedAt).Append(now).Min();
        return new PassReport(shipper)
        {
            Failed = window.Failed.Count,
            FailedAgain = failedAgain,
            Retried = retried,
            GivenUp = givenUp.Count,
            Error = error,
        };
    }

    // No further back than the service lists, and never empty, not even if the watermark is later than the corrected clock.
    private DateTimeOffset WindowStart(RetryState state, DateTimeOffset now)
    {
        var oldest = now - client.StatusLookback;
        var newest = now - _options.Overlap;
        var from = state.Watermark - _options.Overlap ?? oldest;
        from = from < newest ? from : newest;
        return from > oldest ? from : oldest;
    }

    private void GiveUp(ShipperReference shipper, RetryState state, List<ShipperTask> tasks)
    {
        var added = tasks.Where(task => state.GiveUp(task.Id)).ToList();
        if (added.Count > 0)
        {
            metrics.TasksGivenUp(shipper, added.Count);
            Log.TasksGivenUp(logger, shipper, added.Count, _options.MaxTries, added[0].Code, added[0].Message);
        }
    }

    // A try counts once the service has accepted it.
    private async Task<(int Retried, LogServiceException? Error)> RetryAsync(
        ShipperReference shipper, RetryState state, List<string> due, CancellationToken cancellationToken)
    {
        var retried = 0;
        LogServiceException? error = null;
        try
        {
            await foreach (var batch in client.RetryShipperTasksInBatchesAsync(shipper, due, cancellationToken: cancellationToken))
            {
                if (batch.Error is { } refused)
                {
                    error ??= refused;
                    continue;
                }

                state.RecordAttempt(batch.TaskIds, client.Clock.GetUtcNow());
                metrics.TasksRetried(shipper, batch.TaskIds.Count);
                retried += batch.TaskIds.Count;
            }
        }
        catch (LogServiceException exception)
        {
            error = exception;
        }

        return (retried, error);
    }
}
