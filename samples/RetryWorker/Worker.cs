using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RetryWorker;

/// <summary>The rhythm: a pass at the start, and one every interval.</summary>
internal sealed class Worker(
    PassRunner runner, RetryLedger ledger, TimeProvider time, IHostApplicationLifetime lifetime, IOptions<RetryWorkerOptions> options, ILogger<Worker> logger)
    : BackgroundService
{
    /// <summary>A state file that cannot be read at all is told at the start, where somebody looks.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ledger.LoadAsync(cancellationToken);
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
