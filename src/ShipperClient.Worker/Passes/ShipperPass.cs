using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Gates;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.States;

namespace ShipperClient.Worker.Passes;

/// <summary>One pass over one shipper: retries what has failed since the last pass, except tasks whose tries are used up.</summary>
internal sealed class ShipperPass(
    LogServiceClient client, IProjectGate gate, RetryWorkerMetrics metrics, TimeProvider time, IOptions<RetryWorkerOptions> options, ILogger<ShipperPass> logger)
{
    private readonly RetryWorkerOptions _options = options.Value;

    /// <summary>Throws only if the pass is stopped or fenced, or its state cannot be saved: an error of one shipper does not affect another.</summary>
    public async Task<PassReport> RunAsync(ShipperReference shipper, PassLease lease, CancellationToken cancellationToken)
    {
        using var passClient = new PassClient(client, gate, lease, time);
        PassReport report;
        try
        {
            report = await ReadAndRetryAsync(passClient, shipper, lease).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && !lease.IsFenced)
        {
            report = Failed(shipper, passClient.Throttled ?? (Exception)new TimeoutException($"The pass did not complete within {PassLease.Deadline:c}."));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or FenceLostException or DbException))
        {
            report = Failed(shipper, exception);
        }

        return report with { LastDataReceivedAt = lease.State.LastDataReceivedAt, PassedAt = client.Clock.GetUtcNow() };
    }

    private async Task<PassReport> ReadAndRetryAsync(PassClient passClient, ShipperReference shipper, PassLease lease)
    {
        var state = lease.State;
        var clock = new ClockWatch(client.Clock);
        var duration = WindowDuration(state, clock.Start);
        var window = await WindowSnapshot.ReadAsync(passClient, ShipperStatusQuery.Last(shipper, duration), lease.Token).ConfigureAwait(false);
        state.RecordData(window.LastDataReceivedAt);

        var givenUp = window.Failed.Where(task => state.TriesOf(task.Id) >= _options.MaxTries).ToList();
        GiveUp(shipper, state, givenUp);

        var due = window.Failed.Except(givenUp).Select(static task => task.Id).ToList();
        var failedAgain = due.Count(id => state.TriesOf(id) > 0);
        var (retried, error) = await RetryAsync(passClient, shipper, due, lease.Token).ConfigureAwait(false);
        if (due.Count > 0)
        {
            Log.TasksRetried(logger, shipper, window.Failed.Count, DurationText.Format(duration), retried, failedAgain);
        }

        if (!clock.WasSet)
        {
            // A task stays in the window until it has succeeded, however long ago it was created: what was just retried may fail again.
            state.Watermark = window.Running.Concat(window.Failed).Select(static task => task.CreatedAt).Append(clock.Start).Min();
            state.RemoveTriedBefore(clock.Start - client.StatusLookback);
        }

        return (error is null ? new PassReport(shipper) { Outcome = PassOutcome.Completed } : Failed(shipper, error)) with
        {
            Failed = window.Failed.Count,
            FailedAgain = failedAgain,
            Retried = retried,
            GivenUp = givenUp.Count,
        };
    }

    // The service's last hours, whatever this clock says: no further back than the service lists, and not empty even if the watermark is later than the corrected clock.
    private TimeSpan WindowDuration(RetryState state, DateTimeOffset now)
    {
        var duration = now - state.Watermark + _options.Overlap ?? client.StatusLookback;
        duration = duration > _options.Overlap ? duration : _options.Overlap;
        return duration < client.StatusLookback ? duration : client.StatusLookback;
    }

    private void GiveUp(ShipperReference shipper, RetryState state, List<ShipperTask> tasks)
    {
        var added = tasks.Where(task => state.GiveUp(task.Id)).ToList();
        if (added.Count > 0)
        {
            metrics.TasksGivenUp(shipper, added.Count);
            var reason = string.Join(' ', new[] { added[0].Code, added[0].Message }.Where(static text => !string.IsNullOrWhiteSpace(text)));
            Log.TasksGivenUp(logger, shipper, added.Count, _options.MaxTries, reason.Length == 0 ? "no reason given" : UntrustedText.Clean(reason));
        }
    }

    private async Task<(int Retried, LogServiceException? Error)> RetryAsync(PassClient passClient, ShipperReference shipper, List<string> due, CancellationToken cancellationToken)
    {
        var retried = 0;
        LogServiceException? error = null;
        try
        {
            await foreach (var batch in passClient.RetryShipperTasksInBatchesAsync(shipper, due, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (batch.Error is { } refused)
                {
                    error ??= refused;
                    continue;
                }

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

    private PassReport Failed(ShipperReference shipper, Exception error)
    {
        if (error is LogServiceException or TimeoutException)
        {
            Log.ShipperFailed(logger, shipper, error.Message);
        }
        else
        {
            Log.ShipperFailedUnexpectedly(logger, error, shipper);
        }

        return new PassReport(shipper)
        {
            Error = error.Message,
            ErrorType = (error as LogServiceException)?.ErrorCode ?? error.GetType().FullName,

            // Throttling, a refused batch and a pass that ran out of time say nothing about whether the shipper is reachable.
            Outcome = error is LogServiceThrottledException or LogServiceInvalidRequestException or TimeoutException ? PassOutcome.Incomplete : PassOutcome.Unreachable,
        };
    }
}
