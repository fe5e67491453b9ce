using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetryWorker.Diagnostics;
using RetryWorker.States;

namespace RetryWorker.Passes;

/// <summary>Runs a pass at the start and one every interval.</summary>
internal sealed class Worker(
    PassRunner runner, RetryStateFile states, TimeProvider time, IHostApplicationLifetime lifetime, IOptions<RetryWorkerOptions> options, ILogger<Worker> logger)
    : BackgroundService
{
    /// <summary>Reads the states before the host has started, so that a file that cannot be read stops the start.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await states.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        for (var number = 1; ; number++)
        {
            try
            {
                await runner.RunAsync(number, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.PassFailed(logger, exception, number);
            }

            if (number == options.Value.Passes)
            {
                lifetime.StopApplication();
                return;
            }

            await timer.WaitForNextTickAsync(stoppingToken);
        }
    }
}
