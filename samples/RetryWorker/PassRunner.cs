using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient;

namespace RetryWorker;

/// <summary>A pass over every shipper, several at a time, and what has to be remembered of it.</summary>
internal sealed class PassRunner(
    ShipperPass pass, ShipperStates states, RetryLedger ledger, LogServiceClient client, IOptions<RetryWorkerOptions> options, ILogger<PassRunner> logger)
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
                states.Set(report);
                reports.Add(report);
            });
        }
        finally
        {
            // What the service took is written down even where the worker is told to stop in the middle.
            await SaveAsync();
        }

        Log.PassEnded(
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
            ledger.Forget(client.Clock.GetUtcNow() - client.StatusLookback);
            await ledger.SaveAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.StateNotSaved(logger, exception.Message);
        }
    }
}
