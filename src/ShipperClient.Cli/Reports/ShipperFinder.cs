using System.Collections.Concurrent;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Reports;

/// <summary>Finds the shippers of a Logstore or of a project, several Logstores at a time.</summary>
internal sealed class ShipperFinder(LogServiceClient client)
{
    private const int CallsAtATime = 16;

    /// <summary>Finds the shippers of a target, and reports the Logstores of a project that cannot be read.</summary>
    public async Task<(IReadOnlyCollection<ShipperReference> Found, IReadOnlyCollection<ShipperReport> Unreadable)> FindAsync(Target target, CancellationToken cancellationToken)
    {
        if (target.Shipper is { } shipper)
        {
            return ([shipper], []);
        }

        if (target.Logstore is { } only)
        {
            return (await ListAsync(target.Project, only, cancellationToken).ConfigureAwait(false), []);
        }

        var found = new ConcurrentQueue<ShipperReference>();
        var unreadable = new ConcurrentQueue<ShipperReport>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = CallsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(client.ListAllLogstoresAsync(target.Project, cancellationToken), limits, async (logstore, token) =>
        {
            try
            {
                foreach (var reference in await ListAsync(target.Project, logstore, token).ConfigureAwait(false))
                {
                    found.Enqueue(reference);
                }
            }
            catch (LogServiceNotFoundException)
            {
                // Deleted since the Logstores were listed.
            }
            catch (LogServiceException exception)
            {
                unreadable.Enqueue(new ShipperReport(new Target(target.Project, logstore, Shipper: null), Health: null, exception));
            }
        }).ConfigureAwait(false);
        return (found, unreadable);
    }

    private async Task<IReadOnlyCollection<ShipperReference>> ListAsync(string project, string logstore, CancellationToken cancellationToken) =>
        await client.ListAllShippersAsync(project, logstore, cancellationToken)
            .Select(name => new ShipperReference(project, logstore, name)).ToListAsync(cancellationToken).ConfigureAwait(false);
}
