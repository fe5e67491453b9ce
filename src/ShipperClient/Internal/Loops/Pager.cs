using System.Runtime.CompilerServices;

namespace ShipperClient.Internal.Loops;

/// <summary>The lists that have pages: how a page is requested, and what identifies an item.</summary>
internal static class Pager
{
    /// <param name="client">The client to list with.</param>
    /// <param name="query">The window, the status and the size of a page.</param>
    /// <param name="ahead">The number of pages to request ahead of the current one; see <see cref="PagesAhead{T}"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static IAsyncEnumerable<ShipperTask> TasksAsync(LogServiceClient client, ShipperStatusQuery query, int ahead, CancellationToken cancellationToken)
    {
        var clock = ClientDefaults.ClockOf(client);
        var start = clock.GetTimestamp();
        return new PagesAhead<ShipperTask>(
            async (offset, token) =>
            {
                var page = await client.GetShipperStatusAsync(query with { Offset = offset }, token).ConfigureAwait(false);
                query = Pin(query, clock, start);
                return (page.Tasks, page.Total);
            },
            static task => task.Id,
            ahead).ReadAsync(query.Offset, cancellationToken);
    }

    public static IAsyncEnumerable<string> LogstoresAsync(LogServiceClient client, string project, CancellationToken cancellationToken) => new PagesAhead<string>(
        async (offset, token) =>
        {
            var page = await client.ListLogstoresAsync(project, offset, cancellationToken: token).ConfigureAwait(false);
            return (page.Logstores, page.Total);
        },
        static name => name,
        ahead: 1).ReadAsync(offset: 0, cancellationToken);

    public static IAsyncEnumerable<string> ShippersAsync(LogServiceClient client, string project, string logstore, CancellationToken cancellationToken) => new PagesAhead<string>(
        async (offset, token) =>
        {
            var page = await client.ListShippersAsync(project, logstore, offset, cancellationToken: token).ConfigureAwait(false);
            return (page.Shippers, page.Total);
        },
        static name => name,
        ahead: 1).ReadAsync(offset: 0, cancellationToken);

    public static async IAsyncEnumerable<ShipperReference> ReferencesAsync(
        LogServiceClient client, string project, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var logstore in LogstoresAsync(client, project, cancellationToken).ConfigureAwait(false))
        {
            if (!ShipperReference.TryParse($"{project}/{logstore}/any", out _))
            {
                throw new LogServiceProtocolException(
                    $"The service lists a Logstore of {project} whose name is not safe to put into an address. Name the Logstores that you need, and list each with ListAllShippersAsync.");
            }

            var shippers = ShippersAsync(client, project, logstore, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (shippers.ConfigureAwait(false))
            {
                while (await MoveNextUnlessDeletedAsync(shippers).ConfigureAwait(false))
                {
                    yield return ShipperReference.TryParse($"{project}/{logstore}/{shippers.Current}", out var shipper)
                        ? shipper
                        : throw new LogServiceProtocolException(
                            $"The service lists a shipper of {project}/{logstore} whose name is not safe to put into an address. Name the shippers that you need instead.");
                }
            }
        }
    }

    // A window relative to now moves, and a task that leaves it would shift the pages that follow: those list the window of the first page, which was
    // computed after the start. Where they list a little more, some tasks only appear again.
    private static ShipperStatusQuery Pin(ShipperStatusQuery query, TimeProvider clock, long start)
    {
        if (query.To != DateTimeOffset.MaxValue)
        {
            return query;
        }

        var now = clock.GetUtcNow();
        return query with { From = now - clock.GetElapsedTime(start) - (query.To - query.From), To = now };
    }

    // A Logstore that is deleted during the listing has no shippers.
    private static async ValueTask<bool> MoveNextUnlessDeletedAsync(IAsyncEnumerator<string> shippers)
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
}
