using ShipperClient.Internal.Resilience;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Pipeline;

/// <summary>Time-outs that serve one attempt after the other.</summary>
public sealed class AttemptTimeoutsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Time_out_that_did_not_end_its_attempt_serves_the_next_one()
    {
        using var timeouts = new AttemptTimeouts(TimeSpan.FromMinutes(1), TimeProvider.System);
        var first = TokenOf(timeouts.Start(Cancellation));

        Assert.Equal(first, TokenOf(timeouts.Start(Cancellation)));
    }

    [Fact]
    public async Task Time_out_that_serves_the_next_attempt_ends_it_as_well()
    {
        using var timeouts = new AttemptTimeouts(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        TokenOf(timeouts.Start(Cancellation));
        using var next = timeouts.Start(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromSeconds(30), next.Token));

        Assert.True(next.HasEnded(new OperationCanceledException()));
    }

    [Fact]
    public void Cancellation_of_a_call_ends_its_own_attempt_only()
    {
        using var timeouts = new AttemptTimeouts(TimeSpan.FromMinutes(1), TimeProvider.System);
        using var cancelling = new CancellationTokenSource();
        TokenOf(timeouts.Start(cancelling.Token));
        using var next = timeouts.Start(Cancellation);

        cancelling.Cancel();

        Assert.False(next.Token.IsCancellationRequested);
    }

    [Fact]
    public void Time_out_that_was_canceled_serves_no_other_attempt()
    {
        using var timeouts = new AttemptTimeouts(TimeSpan.FromMinutes(1), TimeProvider.System);
        using var cancelling = new CancellationTokenSource();
        using (var canceled = timeouts.Start(cancelling.Token))
        {
            cancelling.Cancel();
            Assert.True(canceled.Token.IsCancellationRequested);
            Assert.False(canceled.HasEnded(new OperationCanceledException())); // the call ended it, not its time
        }

        Assert.False(TokenOf(timeouts.Start(Cancellation)).IsCancellationRequested);
    }

    [Fact]
    public void Time_out_of_a_clock_of_the_application_ends_its_attempt()
    {
        var clock = new ManualTimeProvider();
        using var timeouts = new AttemptTimeouts(TimeSpan.FromMinutes(1), clock);
        TokenOf(timeouts.Start(Cancellation));
        using var timeout = timeouts.Start(Cancellation);

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(timeout.HasEnded(new OperationCanceledException()));
        Assert.False(timeout.HasEnded(new IOException()));
    }

    private static CancellationToken TokenOf(AttemptTimeouts.Lease lease)
    {
        using (lease)
        {
            return lease.Token;
        }
    }
}
