using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient;

namespace RetryWorker;

/// <summary>One pass over one shipper: what failed since the last one is retried, unless it was retried often enough.</summary>
internal sealed class ShipperPass(
    LogServiceClient client, RetryLedger ledger, RetryWorkerMetrics metrics, IOptions<RetryWorkerOptions> options, ILogger<ShipperPass> logger)
{
    private readonly RetryWorkerOptions _options = options.Value;

    /// <summary>Never throws but on cancellation: one shipper's trouble is not another's.</summary>
    public async Task<PassReport> RunAsync(ShipperReference shipper, CancellationToken cancellationToken)
    {
        var known = ledger.Of(shipper);
        PassReport report;
        try
        {
            report = await LookAndRetryAsync(shipper, known, cancellationToken);
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

        report = report with { LastDataReceivedAt = known.LastDataReceivedAt };
        metrics.Passed(report);
        return report;
    }

    private async Task<PassReport> LookAndRetryAsync(ShipperReference shipper, ShipperLedger known, CancellationToken cancellationToken)
    {
        var now = client.Clock.GetUtcNow();
        var from = WindowStart(known, now);
        var summary = await client.SummarizeShipperAsync(shipper, from, now, cancellationToken);
        known.NoteData(summary.LastDataReceivedAt);
        if (summary.Statistics is { Running: 0, Fail: 0 })
        {
            known.SettledUntil = now;
            return new PassReport(shipper);
        }

        // The running ones first: a task that fails between the two listings is in both, rather than in neither.
        var running = await ListAsync(shipper, from, now, ShipperTaskStatus.Running, cancellationToken);
        var failed = await ListAsync(shipper, from, now, ShipperTaskStatus.Fail, cancellationToken);
        var givenUp = failed.Where(task => known.TriesOf(task.Id) >= _options.MaxTries).ToList();
        GiveUp(shipper, known, givenUp);

        var due = failed.Except(givenUp).ToList();
        var failedAgain = due.Count(task => known.TriesOf(task.Id) > 0);
        var (retried, error) = await RetryAsync(shipper, known, due, cancellationToken);
        if (due.Count > 0)
        {
            Log.TasksRetried(logger, shipper, failed.Count, from, retried, failedAgain);
        }

        // A task stays in sight until it has ended well, however long ago it was created: what was just retried may fail again.
        known.SettledUntil = running.Concat(failed).Select(static task => task.CreatedAt).Append(now).Min();
        return new PassReport(shipper)
        {
            Failed = failed.Count,
            FailedAgain = failedAgain,
            Retried = retried,
            GivenUp = givenUp.Count,
            Error = error,
        };
    }

    // No further back than the service lists, and never empty, not even where the service's clock turned out to be behind.
    private DateTimeOffset WindowStart(ShipperLedger known, DateTimeOffset now)
    {
        var oldest = now - client.StatusLookback;
        var newest = now - _options.Overlap;
        var from = known.SettledUntil - _options.Overlap ?? oldest;
        from = from < newest ? from : newest;
        return from > oldest ? from : oldest;
    }

    private async Task<List<ShipperTask>> ListAsync(
        ShipperReference shipper, DateTimeOffset from, DateTimeOffset to, ShipperTaskStatus status, CancellationToken cancellationToken)
    {
        var query = new ShipperStatusQuery(shipper, from, to) { Status = status, Size = ShipperStatusQuery.MaxSize };
        return await client.ListShipperTasksAsync(query, cancellationToken).ToListAsync(cancellationToken);
    }

    private void GiveUp(ShipperReference shipper, ShipperLedger known, List<ShipperTask> tasks)
    {
        var news = tasks.Where(task => known.GiveUp(task.Id)).ToList();
        if (news.Count > 0)
        {
            metrics.GivenUp(shipper, news.Count);
            Log.TasksGivenUp(logger, shipper, news.Count, _options.MaxTries, news[0].Code, news[0].Message);
        }
    }

    // Exactly the tasks that were found due, in tens; a try counts once the service has taken it.
    private async Task<(int Retried, LogServiceException? Error)> RetryAsync(
        ShipperReference shipper, ShipperLedger known, List<ShipperTask> due, CancellationToken cancellationToken)
    {
        var retried = 0;
        LogServiceException? error = null;
        foreach (var ids in due.Select(static task => task.Id).Chunk(LogServiceClient.MaxTaskIdsPerRetry))
        {
            try
            {
                await client.RetryShipperTasksAsync(shipper, ids, cancellationToken);
            }
            catch (LogServiceInvalidRequestException exception)
            {
                // Something about this batch; the others need not wait for it.
                error ??= exception;
                continue;
            }
            catch (LogServiceException exception)
            {
                return (retried, exception);
            }

            known.NoteTry(ids, client.Clock.GetUtcNow());
            metrics.Retried(shipper, ids.Length);
            retried += ids.Length;
        }

        return (retried, error);
    }
}
