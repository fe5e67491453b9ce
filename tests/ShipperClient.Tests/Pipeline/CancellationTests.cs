using System.Diagnostics;
using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Pipeline;

/// <summary>The caller's cancellation is honoured wherever the call is, within 100 ms, and carries the caller's token.</summary>
[Collection(nameof(Alone))]
public class CancellationTests
{
    [Fact]
    public async Task Cancellation_before_the_call_sends_nothing()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query, cancelled.Token));

        Assert.Equal(cancelled.Token, exception.CancellationToken);
        Assert.Empty(fixture.Requests);
    }

    [Fact]
    public Task Cancellation_is_honored_while_the_service_is_silent() => IsHonouredAsync(FakeFault.Latency(TimeSpan.FromHours(1)));

    [Fact]
    public Task Cancellation_is_honored_while_a_response_arrives_slowly() => IsHonouredAsync(FakeFault.Drip(TimeSpan.FromHours(1)));

    [Fact]
    public Task Cancellation_is_honored_during_the_delay_before_a_retry() =>
        IsHonouredAsync(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromSeconds(50)), TimeSpan.FromSeconds(50));

    [Fact]
    public async Task Cancellation_is_honored_while_a_provider_ignores_it()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var provider = new DeafProvider();
        await CancelledInTimeAsync(fixture.Client(options => options.Credentials = provider), fixture, provider.Asked.Task);
        Assert.Empty(fixture.Requests);
    }

    private static async Task IsHonouredAsync(FakeFault fault, TimeSpan? wait = null)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(fault);
        await CancelledInTimeAsync(fixture.Client(), fixture, wait is { } due ? fixture.Clock.WaitForTimerAsync(due) : fixture.ArrivedAsync(1));
        Assert.Single(fixture.Requests);
    }

    private static async Task CancelledInTimeAsync(LogServiceClient client, ServiceFixture fixture, Task underWay)
    {
        using var cancelling = new CancellationTokenSource();
        var call = client.GetShipperStatusAsync(fixture.Query, cancelling.Token);
        await underWay;
        Assert.False(call.IsCompleted);

        var start = Stopwatch.GetTimestamp();
        await cancelling.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, 100);
        Assert.Equal(cancelling.Token, exception.CancellationToken);
        Assert.True(call.IsCanceled);
    }

    private sealed class DeafProvider : ILogServiceCredentialsProvider
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await new TaskCompletionSource().Task;
            return null!;
        }
    }
}
