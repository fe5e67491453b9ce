using System.Collections.Concurrent;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Reports;

/// <summary>Reads the health of shippers from the service.</summary>
internal sealed class StatusReader(LogServiceClient client)
{
    private const int CallsAtATime = 16;

    /// <summary>Reads targets. If they are more than one shipper, progress is reported as the number of shippers that are read, and of how many.</summary>
    public async Task<StatusReport> ReadAsync(IReadOnlyList<Target> targets, Window window, Action<int, int> progress, CancellationToken cancellationToken) =>
        new(targets, window, targets is [{ Shipper: { } shipper } target]
            ? [new ShipperReport(target, await ReadOneAsync(shipper, window, cancellationToken).ConfigureAwait(false), Error: null)]
            : await ReadManyAsync(targets, window, progress, cancellationToken).ConfigureAwait(false));

    private async Task<ShipperHealth> ReadOneAsync(ShipperReference shipper, Window window, CancellationToken cancellationToken)
    {
        var history = new ShipperHistory(window.From, window.To);
        var query = new ShipperStatusQuery(shipper, window.From, window.To) { Size = ShipperStatusQuery.MaxSize };
        await foreach (var task in client.ListShipperTasksAsync(query, cancellationToken).ConfigureAwait(false))
        {
            history.Add(task);
        }

        return history.ToHealth(client.Clock.GetUtcNow());
    }

    private async Task<IReadOnlyList<ShipperReport>> ReadManyAsync(IReadOnlyList<Target> targets, Window window, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var finder = new ShipperFinder(client);
        HashSet<ShipperReference> found = [];
        List<ShipperReport> unreadable = [];
        foreach (var target in targets)
        {
            var shippers = await finder.FindAsync(target, cancellationToken).ConfigureAwait(false);
            found.UnionWith(shippers.Found);
            unreadable.AddRange(shippers.Unreadable);
        }

        var reports = new ConcurrentBag<ShipperReport>(unreadable);
        progress(0, found.Count);
        var done = 0;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = CallsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(found, limits, async (shipper, token) =>
        {
            reports.Add(await SummarizeAsync(shipper, window, token).ConfigureAwait(false));
            progress(Interlocked.Increment(ref done), found.Count);
        }).ConfigureAwait(false);
        // A shipper without a lag has received no data that is known of: worse than any lag.
        return [.. reports.OrderByDescending(static report => report.Error is not null)
            .ThenByDescending(static report => report.Fail)
            .ThenByDescending(static report => report.Health?.Lag ?? TimeSpan.MaxValue)
            .ThenBy(static report => report.Target.ToString(), StringComparer.Ordinal)];
    }

    private async Task<ShipperReport> SummarizeAsync(ShipperReference shipper, Window window, CancellationToken cancellationToken)
    {
        try
        {
            var summary = await client.SummarizeShipperAsync(shipper, window.From, window.To, cancellationToken).ConfigureAwait(false);
            return new ShipperReport(Target.From(shipper), ShipperHealth.From(summary), Error: null);
        }
        catch (LogServiceException exception)
        {
            // A shipper that cannot be read must not hide the others.
            return new ShipperReport(Target.From(shipper), Health: null, exception);
        }
    }
}
