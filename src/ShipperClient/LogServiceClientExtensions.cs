using System.Runtime.CompilerServices;

namespace ShipperClient;

/// <summary>Loops over the methods of <see cref="LogServiceClient"/>: every page, every failed task, every shipper, until a retry is through.</summary>
public static partial class LogServiceClientExtensions
{
    /// <summary>Lists every task of a window from <see cref="ShipperStatusQuery.Offset"/> on, page by page as they are asked for.</summary>
    /// <remarks>
    /// <see cref="ShipperStatusQuery.Size"/> is the size of a page: 500 costs the fewest requests. No more than one page of tasks is held, and the id of each.
    /// Where the list moves while it is read, a task that shows up again is yielded once; one that moves before the offset is missed. The age of the window is
    /// checked with the first page, however long the listing takes.
    /// </remarks>
    /// <param name="client">The client to list with.</param>
    /// <param name="query">The shipper, the window, and optionally a status.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The tasks, lazily. Errors, those of the query included, are thrown while it is enumerated; see <see cref="LogServiceClient.GetShipperStatusAsync"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="query"/> is <see langword="null"/>.</exception>
    public static IAsyncEnumerable<ShipperTask> ListShipperTasksAsync(
        this LogServiceClient client, ShipperStatusQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(query);
        return ListAsync(client, query, cancellationToken);
    }

    /// <summary>Lists the names of every Logstore of a project, page by page as they are asked for.</summary>
    /// <param name="client">The client to list with.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The names, lazily, each once. Errors are thrown while it is enumerated; see <see cref="LogServiceClient.ListLogstoresAsync"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="project"/> is <see langword="null"/>.</exception>
    public static IAsyncEnumerable<string> ListAllLogstoresAsync(this LogServiceClient client, string project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(project);
        return PagesAsync(
            async (offset, token) =>
            {
                var page = await client.ListLogstoresAsync(project, offset, cancellationToken: token).ConfigureAwait(false);
                return (page.Logstores, page.Total);
            },
            static name => name,
            offset: 0,
            cancellationToken);
    }

    /// <summary>Lists the names of every shipper of a Logstore, page by page as they are asked for.</summary>
    /// <param name="client">The client to list with.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="logstore">The Logstore's name.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The names, lazily, each once. Errors are thrown while it is enumerated; see <see cref="LogServiceClient.ListShippersAsync"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/>, <paramref name="project"/> or <paramref name="logstore"/> is <see langword="null"/>.</exception>
    public static IAsyncEnumerable<string> ListAllShippersAsync(
        this LogServiceClient client, string project, string logstore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(logstore);
        return PagesAsync(
            async (offset, token) =>
            {
                var page = await client.ListShippersAsync(project, logstore, offset, cancellationToken: token).ConfigureAwait(false);
                return (page.Shippers, page.Total);
            },
            static name => name,
            offset: 0,
            cancellationToken);
    }

    /// <summary>Lists every shipper of every Logstore of a project: one call a page of Logstores, and one a page of each Logstore's shippers.</summary>
    /// <param name="client">The client to list with.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The shippers, lazily. A Logstore that is deleted while they are listed is passed over; other errors are thrown while it is enumerated.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="project"/> is <see langword="null"/>.</exception>
    public static IAsyncEnumerable<ShipperReference> ListShipperReferencesAsync(
        this LogServiceClient client, string project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(project);
        return ReferencesAsync(client, project, cancellationToken);
    }

    private static async IAsyncEnumerable<ShipperReference> ReferencesAsync(
        LogServiceClient client, string project, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var logstore in client.ListAllLogstoresAsync(project, cancellationToken).ConfigureAwait(false))
        {
            if (!ShipperReference.TryParse($"{project}/{logstore}/any", out _))
            {
                throw new LogServiceProtocolException($"The service lists a Logstore of {project} whose name cannot be addressed safely. Go through the Logstores that you need with ListAllShippersAsync instead.");
            }

            var shippers = client.ListAllShippersAsync(project, logstore, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (shippers.ConfigureAwait(false))
            {
                while (await IsThereMoreAsync(shippers).ConfigureAwait(false))
                {
                    yield return ShipperReference.TryParse($"{project}/{logstore}/{shippers.Current}", out var shipper)
                        ? shipper
                        : throw new LogServiceProtocolException($"The service lists a shipper of {project}/{logstore} whose name cannot be addressed safely. List the Logstore's shippers by name instead.");
                }
            }
        }
    }

    private static async ValueTask<bool> IsThereMoreAsync(IAsyncEnumerator<string> shippers)
    {
        try
        {
            return await shippers.MoveNextAsync().ConfigureAwait(false);
        }
        catch (LogServiceNotFoundException exception) when (exception.Resource == LogServiceResource.Logstore)
        {
            return false;
        }
    }

    private static IAsyncEnumerable<ShipperTask> ListAsync(LogServiceClient client, ShipperStatusQuery query, CancellationToken cancellationToken) => PagesAsync(
        async (offset, token) =>
        {
            var page = await client.GetShipperStatusAsync(query with { Offset = offset, IsFurtherPage = query.IsFurtherPage || offset > query.Offset }, token).ConfigureAwait(false);
            return (page.Tasks, page.Total);
        },
        static task => task.Id,
        query.Offset,
        cancellationToken);

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<int, CancellationToken, Task<(IReadOnlyList<T> Items, int Total)>> getPage,
        Func<T, string> idOf,
        int offset,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            // Not held while the next page is fetched: one page at a time is in memory.
            IReadOnlyList<T>? items;
            (items, var total) = await getPage(offset, cancellationToken).ConfigureAwait(false);
            foreach (var item in items)
            {
                // The list may have moved under the reader.
                if (seen.Add(idOf(item)))
                {
                    yield return item;
                }
            }

            // A short page is no end: the service may return less than was asked for.
            var isLast = items.Count == 0 || (long)offset + items.Count >= total;
            offset += items.Count;
            items = null;
            if (isLast)
            {
                yield break;
            }
        }
    }
}
