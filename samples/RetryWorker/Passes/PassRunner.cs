using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetryWorker.Diagnostics;
using RetryWorker.Reports;
using RetryWorker.States;
using ShipperClient;

namespace RetryWorker.Passes;

/// <summary>A pass over every shipper, several at a time; saves their states afterwards.</summary>
internal sealed class PassRunner(
    ShipperPass pass, LatestReports latest, RetryStateFile states, LogServiceClient client, IOptions<RetryWorkerOptions> options, ILogger<PassRunner> logger)
{
    public async Task RunAsync(int number, CancellationToken cancellationToken)
    {
        var reports = new ConcurrentBag<PassReport>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.MaxConcurrency, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(options.Value.ShipperReferences, parallel, async (shipper, token) =>
            {
                var report = await pass.RunAsync(shipper, token);
                latest.Set(report);
                reports.Add(report);
            });
        }
        finally
        {
            // The tries are saved even if the worker is stopped during the pass.
            await SaveAsync();
        }

        Log.PassCompleted(
            logger,
            number,
            reports.Count,
            reports.Sum(static report => report.Retried),
            reports.Sum(static report => report.GivenUp),
            reports.Count(static report => report.Error is not null));
    }

    private async Task SaveAsync()
    {
        try
        {
            states.RemoveOlderThan(client.Clock.GetUtcNow() - client.StatusLookback);
            await states.SaveAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.StateNotSaved(logger, exception.Message);
        }
    }
}
