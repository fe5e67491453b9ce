using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests;

public class HealingTests
{
    [Theory]
    [InlineData(-5)]
    [InlineData(1)]
    [InlineData(26)]
    public async Task A_wrong_clock_is_learnt_once_and_the_next_calls_start_with_it(int hours)
    {
        await using var scene = await Scene.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(hours));
        var client = scene.Client();

        await client.RetryShipperTasksAsync(Scene.Shipper, ["id"]);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK], scene.Requests.Select(request => request.StatusCode!.Value));

        await client.RetryShipperTasksAsync(Scene.Shipper, ["id"]);
        Assert.Equal(3, scene.Requests.Count);
    }

    [Fact]
    public async Task A_clock_that_changes_is_learnt_anew_and_not_added_up()
    {
        await using var scene = await Scene.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(2));
        var client = scene.Client();
        await client.RetryShipperTasksAsync(Scene.Shipper, ["id"]);

        scene.Service.ClockOffset = TimeSpan.FromHours(-3);
        await client.RetryShipperTasksAsync(Scene.Shipper, ["id"]);
        scene.Service.ClockOffset = TimeSpan.Zero;
        await client.RetryShipperTasksAsync(Scene.Shipper, ["id"]);

        Assert.Equal(6, scene.Requests.Count);
        Assert.Equal(scene.Clock.GetUtcNow().ToString("r"), scene.Requests[^1].Headers["Date"], StringComparer.Ordinal);
    }

    [Fact]
    public async Task Windows_go_by_the_services_clock_once_it_is_learnt()
    {
        await using var scene = await Scene.StartAsync(options => options.ClockOffset = TimeSpan.FromDays(-10));
        var serviceNow = scene.Clock.GetUtcNow().AddDays(-10);
        var query = new ShipperStatusQuery(Scene.Shipper, serviceNow.AddHours(-20), serviceNow);
        var client = scene.Client();

        Assert.ThrowsAny<ArgumentException>(() => { _ = client.GetShipperStatusAsync(query); });
        await client.RetryShipperTasksAsync(Scene.Shipper, ["id"]);
        await client.GetShipperStatusAsync(query);
    }

    [Fact]
    public async Task A_clock_that_cannot_be_learnt_is_told_after_one_more_attempt()
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(FakeFault.ClockOffset(TimeSpan.FromHours(1)));
        scene.Fail(FakeFault.ClockOffset(TimeSpan.FromHours(-1)));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => scene.Client().GetShipperStatusAsync(scene.Query));

        Assert.Contains("clock", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, scene.Requests.Count);
    }

    [Fact]
    public async Task Expired_credentials_are_asked_for_anew_once()
    {
        var old = new LogServiceCredentials("id", "secret", "old-token");
        var fresh = new LogServiceCredentials("id", "secret", "new-token");
        await using var scene = await Scene.StartAsync(options => options.Credentials = old);
        var provider = new CachingProvider(old, fresh);
        var client = scene.Client(options => options.Credentials = provider);
        await client.GetShipperStatusAsync(scene.Query);

        scene.Service.RotateCredentials(fresh);
        await client.GetShipperStatusAsync(scene.Query);
        await client.GetShipperStatusAsync(scene.Query);

        Assert.Equal(
            [(HttpStatusCode.OK, "old-token"), (HttpStatusCode.Unauthorized, "old-token"), (HttpStatusCode.OK, "new-token"), (HttpStatusCode.OK, "new-token")],
            scene.Requests.Select(request => (request.StatusCode!.Value, request.Headers["x-acs-security-token"])));
        Assert.Same(old, Assert.Single(provider.Rejected));
    }

    [Theory]
    [InlineData("SecurityTokenExpired", "The token is over.")]
    [InlineData("SecurityToken.Expired", "The token is over.")]
    [InlineData("Unauthorized", "The security token you provided has expired.")]
    public async Task Credentials_that_stay_expired_are_told_after_one_more_attempt(string code, string message)
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(FakeFault.Error(HttpStatusCode.Unauthorized, code, message), count: 9);

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => scene.Client().GetShipperStatusAsync(scene.Query));

        Assert.Equal(code, exception.ErrorCode);
        Assert.Equal(2, scene.Requests.Count);
    }

    [Fact]
    public async Task A_provider_that_fails_is_an_authentication_error_with_its_cause_and_nothing_is_sent()
    {
        await using var scene = await Scene.StartAsync();
        var cause = new HttpRequestException("The vault is sealed.");
        var client = scene.Client(options => options.Credentials = new BrokenProvider(cause));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(scene.Query));

        Assert.Same(cause, exception.InnerException);
        Assert.Equal("The credentials could not be got from BrokenProvider: The vault is sealed. See the inner exception.", exception.Message);
        Assert.Empty(scene.Requests);
    }

    [Fact]
    public async Task A_provider_that_takes_too_long_is_named_and_the_service_not_blamed()
    {
        await using var scene = await Scene.StartAsync();
        var never = new TaskCompletionSource<LogServiceCredentials>();
        var client = scene.Client(options =>
        {
            options.Credentials = new RotatingCredentialsProvider(_ => new(never.Task), timeProvider: scene.Clock);
            options.MaxRetryAttempts = 0;
        });
        var call = client.GetShipperStatusAsync(scene.Query);
        await scene.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        await scene.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(30));

        scene.Clock.Advance(TimeSpan.FromSeconds(10));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => call);
        Assert.Equal(
            "RotatingCredentialsProvider gave no credentials within 10 s, so nothing was sent. Try again later, or look at where they come from.", exception.Message);
        Assert.Equal("The credentials did not come in time.", Assert.IsType<TimeoutException>(exception.InnerException).Message);
        Assert.True(exception.IsTransient);
        Assert.Empty(scene.Requests);
    }

    [Fact]
    public async Task A_provider_that_failed_before_is_not_blamed_for_a_later_attempt_that_hangs()
    {
        await using var scene = await Scene.StartAsync();
        var attempts = 0;
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hangsInTheSecond = new Hanging(() => Interlocked.Increment(ref attempts) == 2, hanging);
        await using var container = Containers.Of(scene, builder => builder.AddHttpMessageHandler(() => hangsInTheSecond), services => services.Configure<LogServiceClientOptions>(options =>
        {
            options.MaxRetryAttempts = 1;
            options.Credentials = new FailingLater();
        }));

        var call = Containers.Client(container).GetShipperStatusAsync(scene.Query);
        await hanging.Task;
        scene.Clock.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
    }

    [Fact]
    public async Task A_provider_that_returns_nothing_is_an_authentication_error()
    {
        await using var scene = await Scene.StartAsync();
        var client = scene.Client(options => options.Credentials = new CachingProvider([null!]));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(scene.Query));

        Assert.Equal("CachingProvider returned null instead of credentials. A provider that has none must say why by throwing.", exception.Message);
        Assert.Empty(scene.Requests);
    }

    [Fact]
    public async Task A_provider_that_fails_when_told_of_the_expiry_is_an_authentication_error_with_its_cause()
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(FakeFault.ExpiredToken());
        var client = scene.Client(options => options.Credentials = new CachingProvider(scene.Service.Credentials) { InvalidateThrows = new InvalidOperationException("The vault is sealed.") });

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(scene.Query));

        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Equal("The credentials have expired, and CachingProvider failed when it was told so: The vault is sealed. See the inner exception.", exception.Message);
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
