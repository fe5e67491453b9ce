using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient.Worker.Diagnostics;

namespace ShipperClient.Worker.Schedule;

/// <summary>Finds the shippers that the settings name: by name, by Logstore or by project.</summary>
internal sealed class ShipperDiscovery(LogServiceClient client, IOptions<RetryWorkerOptions> options, ILogger<ShipperDiscovery> logger)
{
    /// <summary>Lists the shippers, and the names whose shippers could not be listed.</summary>
    public async Task<(HashSet<ShipperReference> Shippers, List<string> Failed)> ListAsync(CancellationToken cancellationToken)
    {
        HashSet<ShipperReference> shippers = [];
        List<string> failed = [];
        foreach (var name in options.Value.Shippers)
        {
            try
            {
                await foreach (var shipper in ListAsync(name, cancellationToken).ConfigureAwait(false))
                {
                    shippers.Add(shipper);
                }
            }
            catch (LogServiceException exception)
            {
                failed.Add(name);
                Log.DiscoveryFailed(logger, name, exception.Message);
            }
        }

        return (shippers, failed);
    }

    private async IAsyncEnumerable<ShipperReference> ListAsync(string name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        switch (name.Split('/'))
        {
            case [var project]:
                await foreach (var shipper in client.ListShipperReferencesAsync(project, cancellationToken).ConfigureAwait(false))
                {
                    yield return shipper;
                }

                break;

            case [var project, var logstore]:
                await foreach (var shipper in client.ListAllShippersAsync(project, logstore, cancellationToken).ConfigureAwait(false))
                {
                    yield return new ShipperReference(project, logstore, shipper);
                }

                break;

            default:
                yield return ShipperReference.Parse(name);
                break;
        }
    }
}
