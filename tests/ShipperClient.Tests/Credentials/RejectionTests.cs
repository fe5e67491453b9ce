using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Credentials;

/// <summary>A source that blocks, or that keeps returning what the service rejects.</summary>
public sealed class RejectionTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_fetch_that_blocks_its_thread_does_not_exceed_its_limit()
    {
        using var release = new ManualResetEventSlim();
        var provider = new RotatingCredentialsProvider(
            _ =>
            {
                release.Wait(TimeSpan.FromMinutes(1), CancellationToken.None); // it also ignores its token
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
        release.Set();
    }

    [Fact]
    public async Task Rejections_take_effect_once_a_second()
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
    public async Task Rejections_take_effect_even_if_the_clock_is_set_back()
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
