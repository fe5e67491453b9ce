using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Quartz;
using ShipperClient.Worker.States;

namespace ShipperClient.Worker.Schedule;

/// <summary>Prepares the states and the schedule before the scheduler starts, so that what stops the worker stops its start.</summary>
internal sealed class WorkerStart(IRetryStateStore states, ISchedulerFactory schedulers, IOptions<RetryWorkerOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await states.StartAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken).ConfigureAwait(false);
            await CatalogueJob.ScheduleAsync(scheduler, options.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (SchedulerException exception)
        {
            throw new RetryWorkerStartException($"Fleet:Database does not serve the scheduler: {exception.GetBaseException().Message}", exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
