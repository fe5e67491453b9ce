using System.Runtime.CompilerServices;

namespace ShipperClient.Cli.Reports;

/// <summary>The tasks of a window that a command lists: those that a filter selects, in the order of the service or the newest first, up to a limit.</summary>
internal sealed class TaskListing(LogServiceClient client, ShipperStatusQuery query, TaskFilter filter, int limit, bool isNewestFirst)
{
    private int? _total;

    private bool IsOnePage => limit <= ShipperStatusQuery.MaxSize && filter.IsEmpty && !isNewestFirst;

    /// <summary>How many tasks the limit was taken from; <see langword="null"/> if that is not known without listing them all.</summary>
    public async Task<int?> GetTotalAsync(int listed, CancellationToken cancellationToken)
    {
        if (_total is null && listed == limit && filter.IsEmpty)
        {
            _total = (await client.GetShipperStatusAsync(query with { Size = 1 }, cancellationToken).ConfigureAwait(false)).Total;
        }

        return _total;
    }

    public IAsyncEnumerable<ShipperTask> ReadAsync(CancellationToken cancellationToken) =>
        IsOnePage ? ReadPageAsync(cancellationToken)
        : isNewestFirst ? ReadNewestAsync(cancellationToken)
        : client.ListShipperTasksAsync(query with { Size = ShipperStatusQuery.MaxSize }, cancellationToken).Where(filter.Matches).Take(limit);

    // A limit that fits on one page costs one call.
    private async IAsyncEnumerable<ShipperTask> ReadPageAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = await client.GetShipperStatusAsync(query with { Size = limit }, cancellationToken).ConfigureAwait(false);
        _total = page.Total;
        foreach (var task in page.Tasks)
        {
            yield return task;
        }
    }

    // The order of the service is not documented, so the newest are known once all are.
    private async IAsyncEnumerable<ShipperTask> ReadNewestAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = await client.ListShipperTasksAsync(query with { Size = ShipperStatusQuery.MaxSize }, cancellationToken).Where(filter.Matches).ToListAsync(cancellationToken).ConfigureAwait(false);
        _total = all.Count;
        foreach (var task in all.OrderByDescending(static task => task.CreatedAt).ThenBy(static task => task.Id, StringComparer.Ordinal).Take(limit))
        {
            yield return task;
        }
    }
}
