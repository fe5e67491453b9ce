using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Pipeline;

public class AuthenticationRecoveryTests
{
    [Fact]
    public async Task Expired_credentials_are_renewed_once()
    {
        var old = new LogServiceCredentials("id", "secret", "old-token");
        var fresh = new LogServiceCredentials("id", "secret", "new-token");
        await using var fixture = await ServiceFixture.StartAsync(options => options.Credentials = old);
        var provider = new CachingProvider(old, fresh);
        var client = fixture.Client(options => options.Credentials = provider);
        await client.GetShipperStatusAsync(fixture.Query);

        fixture.Service.RotateCredentials(fresh);
        await client.GetShipperStatusAsync(fixture.Query);
        await client.GetShipperStatusAsync(fixture.Query);

        Assert.Equal(
            [(HttpStatusCode.OK, "old-token"), (HttpStatusCode.Unauthorized, "old-token"), (HttpStatusCode.OK, "new-token"), (HttpStatusCode.OK, "new-token")],
            fixture.Requests.Select(request => (request.StatusCode!.Value, request.Headers["x-acs-security-token"])));
        Assert.Same(old, Assert.Single(provider.Rejected));
    }

    [Theory]
    [InlineData("SecurityTokenExpired", "The token is over.")]
    [InlineData("SecurityToken.Expired", "The token is over.")]
    [InlineData("InvalidSecurityToken.Expired", "The token is over.")]
    [InlineData("Unauthorized", "The security token you provided has expired.")]
    public async Task Credentials_that_stay_expired_are_thrown_after_one_more_attempt(string code, string message)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Error(HttpStatusCode.Unauthorized, code, message), count: 9);

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query));

        Assert.Equal(code, exception.ErrorCode);
        Assert.Equal(2, fixture.Requests.Count);
    }

    [Theory]
    [InlineData("token", 2)]
    [InlineData(null, 1)]
    public async Task Signature_that_does_not_match_renews_temporary_credentials_once_and_long_term_ones_never(string? token, int requests)
    {
        var old = new LogServiceCredentials("id", "secret", token);
        await using var fixture = await ServiceFixture.StartAsync(options => options.Credentials = old);
        fixture.FailWith(HttpStatusCode.Unauthorized, LogServiceErrorCodes.SignatureNotMatch, count: 9);
        var provider = new CachingProvider(old, old);
        var client = fixture.Client(options => options.Credentials = provider);

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.Equal(LogServiceErrorCodes.SignatureNotMatch, exception.ErrorCode);
        Assert.Equal((requests, requests - 1), (fixture.Requests.Count, provider.Rejected.Count));
    }

    [Fact]
    public async Task Expired_token_that_is_reported_as_a_wrong_signature_is_renewed()
    {
        var old = new LogServiceCredentials("id", "secret", "old-token");
        var fresh = new LogServiceCredentials("id", "secret", "new-token");
        await using var fixture = await ServiceFixture.StartAsync(options => options.Credentials = fresh);
        fixture.FailWith(HttpStatusCode.Unauthorized, LogServiceErrorCodes.SignatureNotMatch);
        var client = fixture.Client(options => options.Credentials = new CachingProvider(old, fresh));

        await client.GetShipperStatusAsync(fixture.Query);

        Assert.Equal(["old-token", "new-token"], fixture.Requests.Select(static request => request.Headers["x-acs-security-token"]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Provider_that_fails_is_an_authentication_error_with_its_cause_and_nothing_is_sent()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var cause = new HttpRequestException("The vault is sealed.");
        var client = fixture.Client(options => options.Credentials = new BrokenProvider(cause));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.Same(cause, exception.InnerException);
        Assert.Equal("The credentials could not be obtained: BrokenProvider threw HttpRequestException. See the inner exception.", exception.Message);
        Assert.Empty(fixture.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_of_a_providers_exception_is_in_no_message_log_or_span(bool isRotating)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        var cause = new InvalidOperationException("The vault refused the key pa55word-of-the-vault.");
        ILogServiceCredentialsProvider provider = isRotating ? new RotatingCredentialsProvider(_ => throw cause, "the vault", fixture.Clock) : new BrokenProvider(cause);
        await using var container = watch.Container(fixture, configure: options => options.Credentials = provider);

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Same(cause, exception.InnerException);
        Assert.Contains("InvalidOperationException", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55word", exception.Message + string.Join(' ', watch.OwnLogs.Select(static log => log.Text)) + string.Join(' ', watch.Operations.Select(static span => span.StatusDescription)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_that_takes_too_long_is_named_and_the_service_is_not_blamed()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var never = new TaskCompletionSource<LogServiceCredentials>();
        var client = fixture.Client(options =>
        {
            options.Credentials = new RotatingCredentialsProvider(_ => new(never.Task), timeProvider: fixture.Clock);
            options.MaxRetryAttempts = 0;
        });
        var call = client.GetShipperStatusAsync(fixture.Query);
        await fixture.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        await fixture.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(30));

        fixture.Clock.Advance(TimeSpan.FromSeconds(10));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => call);
        Assert.Equal(
            "RotatingCredentialsProvider provided no credentials within 10 s, so nothing was sent. Try again later, or check the source of the credentials.", exception.Message);
        Assert.Equal("The credentials timed out.", Assert.IsType<TimeoutException>(exception.InnerException).Message);
        Assert.True(exception.IsTransient);
        Assert.Empty(fixture.Requests);
    }

    [Fact]
    public async Task Provider_that_failed_is_not_blamed_for_a_later_attempt_that_hangs()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var attempts = 0;
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hangsInTheSecond = new Hanging(() => Interlocked.Increment(ref attempts) == 2, hanging);
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => hangsInTheSecond), services => services.Configure<LogServiceClientOptions>(options =>
        {
            options.MaxRetryAttempts = 1;
            options.Credentials = new FailingLater();
        }));

        var call = Containers.Client(container).GetShipperStatusAsync(fixture.Query);
        await hanging.Task;
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
    }

    [Fact]
    public async Task Provider_that_returns_null_is_an_authentication_error()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.Credentials = new CachingProvider([null!]));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.Equal("CachingProvider returned null instead of credentials. A provider that has no credentials must throw an exception that says why.", exception.Message);
        Assert.Empty(fixture.Requests);
    }

    [Fact]
    public async Task Provider_that_fails_to_invalidate_is_an_authentication_error_with_its_cause()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.ExpiredToken());
        var client = fixture.Client(options => options.Credentials = new CachingProvider(fixture.Service.Credentials) { InvalidateThrows = new InvalidOperationException("The vault is sealed.") });

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Equal("The credentials have expired, and CachingProvider threw InvalidOperationException when it had to drop them. See the inner exception.", exception.Message);
    }

    private sealed class Hanging(Func<bool> when, TaskCompletionSource hanging) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (when())
            {
                hanging.SetResult();
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class FailingLater : ILogServiceCredentialsProvider
    {
        public async ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new LogServiceAuthenticationException("The vault is away for a moment.") { IsTransient = true };
        }
    }

    private sealed class CachingProvider(params LogServiceCredentials[] generations) : ILogServiceCredentialsProvider
    {
        private int _generation;

        public List<LogServiceCredentials> Rejected { get; } = [];

        public Exception? InvalidateThrows { get; init; }

        public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(generations[_generation]);

        public void Invalidate(LogServiceCredentials rejected)
        {
            if (InvalidateThrows is not null)
            {
                throw InvalidateThrows;
            }

            Rejected.Add(rejected);
            _generation++;
        }
    }

    private sealed class BrokenProvider(Exception cause) : ILogServiceCredentialsProvider
    {
        public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => throw cause;
    }
}
