using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Credentials;

/// <summary>One fetch for all callers, and how it fails.</summary>
public sealed class RotatingCredentialsProviderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FetchStub _fetch = new();

    private RotatingCredentialsProvider Provider => field ??= new RotatingCredentialsProvider(_fetch.GetAsync, "the vault", _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_requests_on_an_expired_token_cause_one_fetch()
    {
        var old = await _fetch.SucceedAsync(Provider, _clock.GetUtcNow().AddHours(1));
        _clock.Advance(TimeSpan.FromHours(1));

        var waiting = Enumerable.Range(0, 1000).Select(_ => Task.Run(async () => await Provider.GetCredentialsAsync(Cancellation))).ToList();
        (await _fetch.NextAsync()).SetResult(new("new", "secret", "token", _clock.GetUtcNow().AddHours(1)));
        var fetched = await Task.WhenAll(waiting);

        Assert.Equal(2, _fetch.Count);
        Assert.All(fetched, credentials => Assert.Equal("new", credentials.AccessKeyId));
        Assert.Equal("id-1", old.AccessKeyId);
    }

    [Fact]
    public async Task The_first_failure_reaches_every_caller_with_its_source_and_its_cause()
    {
        var waiting = Enumerable.Range(0, 100).Select(_ => Provider.GetCredentialsAsync(Cancellation).AsTask()).ToList();
        var cause = new HttpRequestException("The vault is sealed.");
        (await _fetch.NextAsync()).SetException(cause);

        var exceptions = new List<LogServiceAuthenticationException>();
        foreach (var waiter in waiting)
        {
            exceptions.Add(await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => waiter));
        }

        Assert.Equal(1, _fetch.Count);
        Assert.Equal(100, exceptions.Distinct().Count());
        Assert.All(exceptions, exception => Assert.Equal(
            ("The credentials from the vault could not be obtained: the fetch threw HttpRequestException. See the inner exception.", cause, false, false),
            (exception.Message, exception.InnerException, exception.IsTransient, exception.IsSourceUnavailable)));
    }

    [Fact]
    public async Task A_source_that_is_down_is_asked_after_1_2_and_4_seconds_and_then_once_a_minute()
    {
        _fetch.Always = static () => throw new InvalidOperationException("down");
        foreach (var wait in (double[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            var before = _fetch.Count;
            await FailsAsync();
            _clock.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            await FailsAsync();
            Assert.Equal(before + 1, _fetch.Count);
            _clock.Advance(TimeSpan.FromTicks(1));
        }

        _fetch.Always = () => new("back", "secret");
        Assert.Equal("back", (await Provider.GetCredentialsAsync(Cancellation)).AccessKeyId);
    }

    [Fact]
    public async Task A_canceled_caller_ends_only_its_own_wait()
    {
        using var cancellation = new CancellationTokenSource();
        var canceled = Provider.GetCredentialsAsync(cancellation.Token).AsTask();
        var staying = Provider.GetCredentialsAsync(Cancellation).AsTask();
        var fetch = await _fetch.NextAsync();

        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled)).CancellationToken);
        Assert.False(staying.IsCompleted);
        fetch.SetResult(new("id", "secret"));
        Assert.Equal("id", (await staying).AccessKeyId);
        Assert.Equal(1, _fetch.Count);
    }

    [Fact]
    public async Task A_canceled_call_causes_no_fetch()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Provider.GetCredentialsAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, _fetch.Count);
    }

    [Fact]
    public async Task A_fetch_that_does_not_complete_fails_after_30_seconds()
    {
        var waiting = Provider.GetCredentialsAsync(Cancellation).AsTask();
        await _fetch.NextAsync();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(30), Cancellation);

        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => waiting);
        Assert.Equal("The credentials from the vault could not be obtained: The source did not respond within 30 s. Try again later.", exception.Message);
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task Rejected_credentials_are_fetched_again_once()
    {
        var first = await _fetch.SucceedAsync(Provider, expiresAt: null);
        Provider.Invalidate(new LogServiceCredentials(first.AccessKeyId, first.AccessKeySecret));
        Assert.Same(first, await Provider.GetCredentialsAsync(Cancellation));

        Provider.Invalidate(first);
        var second = await _fetch.SucceedAsync(Provider, expiresAt: null);
        Provider.Invalidate(first);

        Assert.Same(second, await Provider.GetCredentialsAsync(Cancellation));
        Assert.Equal(2, _fetch.Count);
    }

    [Fact]
    public async Task Null_and_expired_credentials_are_errors()
    {
        _fetch.Always = static () => null!;
        Assert.Contains("returned null", (await FailsAsync()).Message, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromSeconds(1));
        _fetch.Always = () => new("id", TestMachine.Secret, TestMachine.Token, _clock.GetUtcNow());
        var exception = await FailsAsync();
        Assert.Equal(
            "The credentials from the vault could not be obtained: They expired at 2026-01-15 12:00:01Z, but it is 2026-01-15 12:00:01Z here. Check the clock of this machine.", exception.Message);
        Assert.DoesNotContain(TestMachine.Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_keeps_the_details_of_its_cause()
    {
        _fetch.Always = static () => throw new LogServiceUnavailableException("down") { IsTransient = true, ErrorCode = "Busy", RequestId = "r" };

        var exception = await FailsAsync();

        Assert.Equal((true, "Busy", "r"), (exception.IsTransient, exception.ErrorCode, exception.RequestId));
    }

    [Fact]
    public async Task Cached_credentials_allocate_nothing()
    {
        var provider = new RotatingCredentialsProvider(static _ => new(new LogServiceCredentials("id", "secret", "token", DateTimeOffset.MaxValue)));
        await provider.GetCredentialsAsync(Cancellation);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            await provider.GetCredentialsAsync(CancellationToken.None);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_missing_fetch_is_refused() => Assert.Throws<ArgumentNullException>("fetch", () => new RotatingCredentialsProvider(null!));

    private async Task<LogServiceAuthenticationException> FailsAsync() =>
        await Assert.ThrowsAsync<LogServiceAuthenticationException>(async () => await Provider.GetCredentialsAsync(Cancellation));
}
