using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ShipperClient.Worker.Fleet;

/// <summary>Measures the database's clock again and again: the clocks of two machines drift apart.</summary>
internal sealed class DatabaseClockService(DatabaseClock clock, FleetDatabase database, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await clock.MeasureAsync(database.States, stoppingToken).ConfigureAwait(false);
            }
            catch (NpgsqlException)
            {
                // The last measurement holds until the database is back.
            }
        }
    }
}
