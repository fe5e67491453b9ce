using Microsoft.Extensions.Hosting;

namespace ShipperClient.Worker.Schedule;

/// <summary>Lets the passes that are under way finish when the worker is stopped, but not for long.</summary>
internal sealed class ShutdownGrace : IDisposable
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenRegistration _stopping;

    public ShutdownGrace(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() => _over.CancelAfter(Time));
    }

    /// <summary>Gets a token that is cancelled when the time of grace is over.</summary>
    public CancellationToken Token => _over.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _over.Dispose();
    }
}
