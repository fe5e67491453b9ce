using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Credentials;

/// <summary>A source that misbehaves: it blocks, or goes on giving what the service rejects.</summary>
public sealed class RejectionTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_fetch_that_blocks_its_thread_does_not_outlast_its_limit()
    {
        using var gate = new ManualResetEventSlim();
        var provider = new RotatingCredentialsProvider(
            _ =>
            {
                gate.Wait(TimeSpan.FromMinutes(1), CancellationToken.None); // deaf to its token too
                throw new InvalidOperationException("too late");
            },
            "the vault",
            _clock);
        var call = provider.GetCredentialsAsync(CancellationToken.None).AsTask();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(30));

        _clock.Advance(TimeSpan.FromSeconds(30));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => call);
        Assert.Contains("within 30 s", exception.Message, StringComparison.Ordinal);
        Assert.False(provider.IsFetching);
        gate.Set();
    }

    [Fact]
    public async Task Rejections_are_heeded_once_a_second()
    {
        var fetches = 0;
        var provider = new RotatingCredentialsProvider(_ => new(new LogServiceCredentials("id", "secret", $"token-{++fetches}")), timeProvider: _clock);
        var first = await provider.GetCredentialsAsync(CancellationToken.None);

        provider.Invalidate(first);
        var second = await provider.GetCredentialsAsync(CancellationToken.None);
        provider.Invalidate(second);
        Assert.Same(second, await provider.GetCredentialsAsync(CancellationToken.None));
        Assert.Equal(2, fetches);

        _clock.Advance(TimeSpan.FromSeconds(1));
        provider.Invalidate(second);
        Assert.NotSame(second, await provider.GetCredentialsAsync(CancellationToken.None));
        Assert.Equal(3, fetches);
    }

    [Fact]
    public async Task A_clock_that_is_put_back_does_not_keep_rejections_from_being_heeded()
    {
        var fetches = 0;
        var provider = new RotatingCredentialsProvider(_ => new(new LogServiceCredentials("id", "secret", $"token-{++fetches}")), timeProvider: _clock);
        provider.Invalidate(await provider.GetCredentialsAsync(CancellationToken.None));
        var second = await provider.GetCredentialsAsync(CancellationToken.None);

        _clock.SetUtcNow(_clock.GetUtcNow().AddHours(-1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        provider.Invalidate(second);

        Assert.NotSame(second, await provider.GetCredentialsAsync(CancellationToken.None));
    }
}
