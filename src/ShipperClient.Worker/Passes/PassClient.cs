using ShipperClient.Worker.Gates;

namespace ShipperClient.Worker.Passes;

/// <summary>
/// The client of one pass, with which the library's loops keep the worker's rules: each call waits for its project's rate, a throttled one waits as long
/// as the service asks and is sent again, and a retry is counted before the service receives it.
/// </summary>
internal sealed class PassClient(LogServiceClient client, IProjectGate gate, PassLease lease, TimeProvider time) : LogServiceClient
{
    private static readonly TimeSpan DefaultHold = TimeSpan.FromSeconds(5);

    public override TimeProvider Clock => client.Clock;

    public override TimeSpan StatusLookback => client.StatusLookback;

    /// <summary>Gets the last throttling of the pass, or <see langword="null"/> if there was none.</summary>
    public LogServiceThrottledException? Throttled { get; private set; }

    public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default) =>
        SendAsync(query.Shipper.Project, _ => client.GetShipperStatusAsync(query, cancellationToken), cancellationToken);

    public override Task RetryShipperTasksAsync(ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default) =>
        SendAsync(shipper.Project, admission => CountAndRetryAsync(shipper, taskIds, admission, cancellationToken), cancellationToken);

    private async Task<bool> CountAndRetryAsync(ShipperReference shipper, IReadOnlyCollection<string> taskIds, Admission admission, CancellationToken cancellationToken)
    {
        // A crash can leave a try that was never sent, but never a task that is retried more often than its tries say.
        await lease.SaveAsync(state => state.RecordAttempt(taskIds, client.Clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        try
        {
            if (admission.IsMissed(time))
            {
                await AdmitAsync(shipper.Project, cancellationToken).ConfigureAwait(false);
            }

            lease.ThrowIfOver();
            await client.RetryShipperTasksAsync(shipper, taskIds, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (LogServiceException exception) when (IsRefused(exception))
        {
            await lease.ChangeAsync(state => state.RemoveAttempt(taskIds)).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<T> SendAsync<T>(string project, Func<Admission, Task<T>> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            var admission = await AdmitAsync(project, cancellationToken).ConfigureAwait(false);
            lease.ThrowIfOver();
            try
            {
                return await send(admission).ConfigureAwait(false);
            }
            catch (LogServiceThrottledException exception)
            {
                Throttled = exception;
                await gate.HoldAsync(project, exception.RetryAfter ?? DefaultHold, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // A machine that is busy misses a place, and sends its request with those of the next ones; after so many places it has to go on.
    private async Task<Admission> AdmitAsync(string project, CancellationToken cancellationToken)
    {
        const int MostPlaces = 3;
        for (var i = 1; ; i++)
        {
            var admission = await gate.WaitAsync(project, cancellationToken).ConfigureAwait(false);
            if (i == MostPlaces || !admission.IsMissed(time))
            {
                return admission;
            }
        }
    }

    // A time-out, or an error inside the service, does not show whether the tasks were accepted.
    private static bool IsRefused(LogServiceException exception) => exception
        is LogServiceInvalidRequestException or LogServiceThrottledException or LogServiceNotFoundException or LogServiceAuthenticationException
        or LogServiceUnavailableException { IsCircuitOpen: true };
}
