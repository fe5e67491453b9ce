using Microsoft.Extensions.Hosting;

namespace RetryWorker.Tests.Support;

/// <summary>Shows whether the application was stopped.</summary>
internal sealed class StubLifetime : IHostApplicationLifetime
{
    public bool IsStopped { get; private set; }

    public CancellationToken ApplicationStarted { get; } = new(canceled: true);

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public void StopApplication() => IsStopped = true;
}
