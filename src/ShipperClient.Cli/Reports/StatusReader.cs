using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Reports;

/// <summary>Reads the health of shippers from the service.</summary>
internal sealed class StatusReader(LogServiceClient client)
{
    private const int ShippersAtATime = 8;

    /// <summary>Reads a target. If it is more than one shipper, progress is reported as the number of shippers that are read, and of how many.</summary>
    public async Task<StatusReport> ReadAsync(Target target, Window window, Action<int, int> progress, CancellationToken cancellationToken) =>
        new(target, window, target.Shipper is { } shipper
            ? [await ReadOneAsync(shipper, window, cancellationToken).ConfigureAwait(false)]
            : await ReadManyAsync(target, window, progress, cancellationToken).ConfigureAwait(false));

    private async Task<ShipperReport> ReadOneAsync(ShipperReference shipper, Window window, CancellationToken cancellationToken)
    {
        var history = new ShipperHistory(window.From, window.To);
        var query = new ShipperStatusQuery(shipper, window.From, window.To) { Size = ShipperStatusQuery.MaxSize };
        await foreach (var task in client.ListShipperTasksAsync(query, cancellationToken).ConfigureAwait(false))
        {
            history.Add(task);
        }

        return history.ToReport(shipper, client.Clock.GetUtcNow());
    }

    private async Task<IReadOnlyList<ShipperReport>> ReadManyAsync(Target target, Window window, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var shippers = await FindAsync(target).ToListAsync(cancellationToken).ConfigureAwait(false);
        var reports = new ShipperReport[shippers.Count];
        var done = 0;
        progress(done, shippers.Count);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = ShippersAtATime, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, shippers.Count, limits, async (i, token) =>
        {
            reports[i] = await SummarizeAsync(shippers[i], window, token).ConfigureAwait(false);
            progress(Interlocked.Increment(ref done), shippers.Count);
        }).ConfigureAwait(false);
        // A shipper without a lag has received no data that is known of: worse than any lag.
        return [.. reports.OrderByDescending(static report => report.Error is not null)
            .ThenByDescending(static report => report.Fail)
            .ThenByDescending(static report => report.Summary?.Lag ?? TimeSpan.MaxValue)
            .ThenBy(static report => report.Shipper.ToString(), StringComparer.Ordinal)];
    }

    private async Task<ShipperReport> SummarizeAsync(ShipperReference shipper, Window window, CancellationToken cancellationToken)
    {
        try
        {
            return new ShipperReport(shipper, await client.SummarizeShipperAsync(shipper, window.From, window.To, cancellationToken).ConfigureAwait(false), Error: null);
        }
        catch (LogServiceException exception) when (exception is not LogServiceAuthenticationException)
        {
            // A shipper that cannot be read must not hide the others; credentials that are refused are refused for all.
            return new ShipperReport(shipper, Summary: null, exception);
        }
    }

    private IAsyncEnumerable<ShipperReference> FindAsync(Target target) => target.Logstore is { } logstore
        ? client.ListAllShippersAsync(target.Project, logstore).Select(name => new ShipperReference(target.Project, logstore, name))
        : client.ListShipperReferencesAsync(target.Project);
}
