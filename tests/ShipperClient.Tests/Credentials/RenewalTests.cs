using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Credentials;

/// <summary>When temporary credentials are renewed, and what happens while that fails.</summary>
public sealed class RenewalTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FetchStub _fetch = new();

    private RotatingCredentialsProvider Provider => field ??= new RotatingCredentialsProvider(_fetch.GetAsync, "the vault", _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(360, 345)]
    [InlineData(60, 45)]
    [InlineData(31, 16)]
    [InlineData(30, 15)]
    [InlineData(20, 10)]
    [InlineData(1, 0.5)]
    public async Task Credentials_are_renewed_15_minutes_before_they_expire_or_halfway_through_a_shorter_lifetime(double life, double renewedAt)
    {
        var old = await _fetch.SucceedAsync(Provider, _clock.GetUtcNow().AddMinutes(life));

        _clock.Advance(TimeSpan.FromMinutes(renewedAt) - TimeSpan.FromTicks(1));
        Assert.Same(old, await Provider.GetCredentialsAsync(Cancellation));
        Assert.False(Provider.IsFetching);
        Assert.Equal(1, _fetch.Count);

        _clock.Advance(TimeSpan.FromTicks(1));
        var atOnce = Provider.GetCredentialsAsync(Cancellation);
        Assert.True(atOnce.IsCompletedSuccessfully);
        Assert.Same(old, await atOnce);

        var renewal = await _fetch.NextAsync();
        Assert.Same(old, await Provider.GetCredentialsAsync(Cancellation));
        renewal.SetResult(new("new", "secret", "token", _clock.GetUtcNow().AddHours(1)));
        await UntilAsync(async () => (await Provider.GetCredentialsAsync(Cancellation)).AccessKeyId == "new");
        Assert.Equal(2, _fetch.Count);
    }

    [Fact]
    public async Task Credentials_that_do_not_expire_are_never_renewed()
    {
        var lasting = await _fetch.SucceedAsync(Provider, expiresAt: null);

        _clock.Advance(TimeSpan.FromDays(10_000));

        Assert.Same(lasting, await Provider.GetCredentialsAsync(Cancellation));
        Assert.False(Provider.IsFetching);
        Assert.Equal(1, _fetch.Count);
    }

    [Fact]
    public async Task Credentials_are_used_while_their_renewal_fails_and_is_repeated_with_back_off()
    {
        var old = await _fetch.SucceedAsync(Provider, _clock.GetUtcNow().AddHours(1));
        _clock.Advance(TimeSpan.FromMinutes(45));

        foreach (var wait in (double[])[1, 2, 4, 8])
        {
            Assert.Same(old, await Provider.GetCredentialsAsync(Cancellation));
            (await _fetch.NextAsync()).SetException(new InvalidOperationException("down"));
            var count = _fetch.Count;
            await SettledAsync();

            _clock.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            Assert.Same(old, await Provider.GetCredentialsAsync(Cancellation));
            Assert.False(Provider.IsFetching);
            Assert.Equal(count, _fetch.Count);
            _clock.Advance(TimeSpan.FromTicks(1));
        }
    }

    [Fact]
    public async Task Credentials_that_expire_are_renewed_despite_the_back_off_and_then_the_failure_is_thrown()
    {
        await _fetch.SucceedAsync(Provider, _clock.GetUtcNow().AddHours(1));
        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(500));
        await Provider.GetCredentialsAsync(Cancellation);
        (await _fetch.NextAsync()).SetException(new InvalidOperationException("down"));
        await SettledAsync();

        _clock.Advance(TimeSpan.FromMilliseconds(500)); // half of the wait after the failure
        var waiting = Provider.GetCredentialsAsync(Cancellation).AsTask();
        (await _fetch.NextAsync()).SetException(new InvalidOperationException("down still"));

        Assert.Contains("down still", (await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => waiting)).InnerException!.Message, StringComparison.Ordinal);
        var atOnce = await Assert.ThrowsAsync<LogServiceAuthenticationException>(async () => await Provider.GetCredentialsAsync(Cancellation));
        Assert.Contains("down still", atOnce.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal(3, _fetch.Count);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await _fetch.SucceedAsync(Provider, expiresAt: null);
    }

    [Fact]
    public async Task A_call_waits_for_the_renewal_of_credentials_that_expire_during_it()
    {
        await _fetch.SucceedAsync(Provider, _clock.GetUtcNow().AddHours(1));
        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await Provider.GetCredentialsAsync(Cancellation);
        var renewal = await _fetch.NextAsync();

        _clock.Advance(TimeSpan.FromSeconds(1));
        var waiting = Provider.GetCredentialsAsync(Cancellation).AsTask();
        Assert.False(waiting.IsCompleted);
        renewal.SetResult(new("new", "secret"));

        Assert.Equal("new", (await waiting).AccessKeyId);
        Assert.Equal(2, _fetch.Count);
    }

    // A failed renewal shows nowhere else.
    private async Task SettledAsync() => await UntilAsync(() => Task.FromResult(!Provider.IsFetching));

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await done())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
