using Microsoft.Extensions.Logging;
using Quartz;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Passes;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.States;

namespace ShipperClient.Worker.Schedule;

/// <summary>A pass over one shipper, under a claim. If another pass holds the shipper, this one is left out.</summary>
internal sealed class ShipperJob(
    IRetryStateStore states, ShipperPass pass, LatestReports latest, PassRounds rounds, RetryWorkerMetrics metrics, ShutdownGrace grace, TimeProvider time, ILogger<ShipperJob> logger) : IJob
{
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // The trigger of a recovery has a key of its own, and the shipper may still be held by the instance that died.
        var key = context.Recovering ? context.RecoveringTriggerKey! : context.Trigger.Key;
        var shipper = ShipperReference.Parse(key.Name);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, grace.Token);
        try
        {
            await RunAsync(shipper, waitForLease: context.Recovering, stopping.Token).ConfigureAwait(false);
        }
        catch (FenceLostException)
        {
            metrics.PassFenced(shipper);
            Log.ShipperFenced(logger, shipper);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.PassNotSaved(logger, shipper, exception.Message);
        }
    }

    /// <summary>Runs a pass, unless the shipper is held.</summary>
    /// <exception cref="FenceLostException">Another instance has taken over the shipper during the pass.</exception>
    public async Task RunAsync(ShipperReference shipper, bool waitForLease, CancellationToken cancellationToken)
    {
        var claimedAt = time.GetTimestamp();
        var (claim, heldFor) = await states.ClaimAsync(shipper, cancellationToken).ConfigureAwait(false);
        if (claim is null && waitForLease && heldFor > TimeSpan.Zero)
        {
            await Task.Delay(heldFor, time, cancellationToken).ConfigureAwait(false);
            claimedAt = time.GetTimestamp();
            (claim, _) = await states.ClaimAsync(shipper, cancellationToken).ConfigureAwait(false);
        }

        if (claim is not null)
        {
            await RunAsync(claim, claimedAt, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(StateClaim claim, long claimedAt, CancellationToken cancellationToken)
    {
        PassReport? report = null;
        try
        {
            var lease = new PassLease(states, claim, claimedAt, time, cancellationToken);
            await using (lease.ConfigureAwait(false))
            {
                report = await pass.RunAsync(claim.Shipper, lease, cancellationToken).ConfigureAwait(false);
                if (lease.IsFenced)
                {
                    throw new FenceLostException(claim.Shipper);
                }
            }
        }
        finally
        {
            // What is known is saved, and the shipper released, also if the worker is stopped during the pass.
            using var timeout = new CancellationTokenSource(ReleaseTimeout);
            await states.ReleaseAsync(claim, report, timeout.Token).ConfigureAwait(false);
        }

        latest.Set(report);
        metrics.PassEnded(report);
        rounds.Add(report);
    }
}
