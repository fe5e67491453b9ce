using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Reports;

/// <summary>Asks the service how shippers fare.</summary>
internal sealed class StatusReader(LogServiceClient client)
{
    private const int ShippersAtATime = 8;

    /// <summary>Reads the state of a target. Where it is many shippers, tells how many there are and then how many are done.</summary>
    public async Task<StatusReport> ReadAsync(Target target, Window window, Action<int, int> progress, CancellationToken cancellationToken) =>
        new(target, window, target.Shipper is { } shipper
            ? [await ReadOneAsync(shipper, window, cancellationToken).ConfigureAwait(false)]
            : await ReadManyAsync(target, window, progress, cancellationToken).ConfigureAwait(false));

    private async Task<ShipperReport> ReadOneAsync(ShipperReference shipper, Window window, CancellationToken cancellationToken)
    {
        var timeline = ReadTimelineAsync(shipper, window, cancellationToken);
        var summary = client.SummarizeShipperAsync(shipper, window.From, window.To, cancellationToken);
        await Task.WhenAll(summary, timeline).ConfigureAwait(false);
        return new ShipperReport(shipper, await summary.ConfigureAwait(false), Error: null) { Timeline = await timeline.ConfigureAwait(false) };
    }

    private async Task<IReadOnlyList<HourCount>> ReadTimelineAsync(ShipperReference shipper, Window window, CancellationToken cancellationToken)
    {
        var start = StartOfHour(window.From);
        var hours = new HourCount[(int)(StartOfHour(window.To.AddSeconds(-1)) - start).TotalHours + 1];
        for (var i = 0; i < hours.Length; i++)
        {
            hours[i] = new HourCount(start.AddHours(i), 0, 0, 0);
        }

        var query = new ShipperStatusQuery(shipper, window.From, window.To) { Size = ShipperStatusQuery.MaxSize };
        await foreach (var task in client.ListShipperTasksAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var i = Math.Clamp((int)(task.CreatedAt - start).TotalHours, 0, hours.Length - 1);
            hours[i] = task.Status switch
            {
                ShipperTaskStatus.Success => hours[i] with { Success = hours[i].Success + 1 },
                ShipperTaskStatus.Running => hours[i] with { Running = hours[i].Running + 1 },
                ShipperTaskStatus.Fail => hours[i] with { Fail = hours[i].Fail + 1 },
                _ => hours[i],
            };
        }

        return hours;
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
        // Of a shipper without a lag, no data is known to have come: worse than any lag.
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
            // One that cannot be read must not hide the others; refused credentials are refused for all.
            return new ShipperReport(shipper, Summary: null, exception);
        }
    }

    private IAsyncEnumerable<ShipperReference> FindAsync(Target target) => target.Logstore is { } logstore
        ? client.ListAllShippersAsync(target.Project, logstore).Select(name => new ShipperReference(target.Project, logstore, name))
        : client.ListShipperReferencesAsync(target.Project);

    private static DateTimeOffset StartOfHour(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds() / 3600 * 3600);
}
