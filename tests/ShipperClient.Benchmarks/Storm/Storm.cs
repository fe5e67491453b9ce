using System.Diagnostics;

namespace ShipperClient.Benchmarks;

/// <summary>Many callers at once and then a steady stream of them, against a service that is down and returns after 30 s of the stream.</summary>
internal sealed class Storm(StormService service, LogServiceClient client)
{
    public const int Burst = 1_000;

    private const int CallsASecond = 50;

    private static readonly TimeSpan Stream = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <summary>When the service returned, as a timestamp; 0 before.</summary>
    public long Returned { get; private set; }

    public async Task<IReadOnlyList<StormCall>> RunAsync()
    {
        List<Task<StormCall>> calls = [.. Enumerable.Range(0, Burst).Select(_ => Task.Run(CallAsync))];
        var start = Stopwatch.GetTimestamp();
        var reached = 0;
        using var timer = new PeriodicTimer(Tick);
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < Stream)
        {
            if (elapsed < Outage)
            {
                reached = service.Reached;
            }
            else if (Returned == 0 && service.Reached > reached)
            {
                // The worst moment: it has just failed an attempt, and the circuit leaves it alone for as long as it does.
                service.Return();
                Returned = Stopwatch.GetTimestamp();
            }

            // By the clock, so that a tick that comes late is made up for.
            while (calls.Count - Burst < elapsed.TotalSeconds * CallsASecond)
            {
                calls.Add(Task.Run(CallAsync));
            }

            await timer.WaitForNextTickAsync();
        }

        return await Task.WhenAll(calls);
    }

    private async Task<StormCall> CallAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        var lastAttempt = CircuitWatch.Follow();
        Exception? error = null;
        try
        {
            var now = client.Clock.GetUtcNow();
            await client.GetShipperStatusAsync(new ShipperStatusQuery(StormService.Shipper, now.AddHours(-1), now));
        }
        catch (Exception exception)
        {
            error = exception;
        }

        return new StormCall(begun, lastAttempt.Value, Stopwatch.GetTimestamp(), error);
    }
}
