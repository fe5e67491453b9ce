using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.States;

namespace ShipperClient.Worker.Schedule;

/// <summary>Finds the shippers and brings the schedule in line with them, every so often. In a fleet one instance does it at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class CatalogueJob(
    ShipperDiscovery discovery, ShipperTriggers triggers, ShipperCatalogue catalogue, IRetryStateStore states, LatestReports latest, ShutdownGrace grace, IOptions<RetryWorkerOptions> options, ILogger<CatalogueJob> logger)
    : IJob
{
    private const string Name = "catalogue";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(30);

    /// <summary>Schedules the job, now and every discovery interval.</summary>
    public static async Task ScheduleAsync(IScheduler scheduler, RetryWorkerOptions options, CancellationToken cancellationToken)
    {
        var job = JobBuilder.Create<CatalogueJob>().WithIdentity(Name).StoreDurably().RequestRecovery().Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(Name)
            .StartAt(scheduler.TimeProvider.GetUtcNow())
            .WithSimpleSchedule(schedule => schedule.WithInterval(options.DiscoveryInterval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithRemainingCount))
            .Build();
        await scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions { Replace = true }, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunUntilShutdownAsync(context.Scheduler, cancellationToken).ConfigureAwait(false);

    public async Task RunAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var (shippers, unknown) = await discovery.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var known in catalogue.Shippers.Where(known => unknown.Exists(scope => known.ToString().StartsWith(scope + '/', StringComparison.Ordinal))))
        {
            shippers.Add(known);
        }

        catalogue.Shippers = shippers;
        latest.Keep(shippers);
        await states.SetShippersAsync(shippers, unknown, cancellationToken).ConfigureAwait(false);
        var (joined, left) = await triggers.SetAsync(scheduler, shippers, unknown, cancellationToken).ConfigureAwait(false);
        if (joined + left > 0)
        {
            Log.ShippersChanged(logger, joined, left, shippers.Count);
        }

        if (unknown.Count > 0 && options.Value.DiscoveryInterval > RetryInterval)
        {
            var again = TriggerBuilder.Create().WithIdentity(Name + "-again").ForJob(Name).StartAt(scheduler.TimeProvider.GetUtcNow() + RetryInterval).Build();
            await scheduler.ScheduleJob(again, new ScheduleJobOptions { Replace = true }, cancellationToken).ConfigureAwait(false);
        }
    }

    // A stopped scheduler answers nothing any more; the next start, or another instance, completes the catalogue.
    private async Task RunUntilShutdownAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, grace.Token);
        try
        {
            await RunAsync(scheduler, stopping.Token).ConfigureAwait(false);
        }
        catch (Exception) when (stopping.IsCancellationRequested || scheduler.Status != SchedulerStatus.Running)
        {
        }
        catch (Exception exception)
        {
            Log.CatalogueFailed(logger, exception.Message);
        }
    }
}
