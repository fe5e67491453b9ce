using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Pipeline;

public class TimeTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(60);

    public static TheoryData<FakeFault> SlowFaults => [FakeFault.Latency(TimeSpan.FromMinutes(10)), FakeFault.Drip(TimeSpan.FromSeconds(9.5))];

    [Theory]
    [MemberData(nameof(SlowFaults))]
    public async Task Attempt_that_takes_too_long_is_retried(FakeFault fault)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(fault);

        var call = fixture.Client().GetShipperStatusAsync(fixture.Query);
        await fixture.Clock.WaitForTimerAsync(Attempt);
        await fixture.ArrivedAsync(1);
        fixture.Clock.Advance(Attempt);
        await call;

        Assert.Equal(2, fixture.Requests.Count);
    }

    [Fact]
    public async Task Service_that_never_answers_is_unavailable_with_the_time_out_inside()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Latency(TimeSpan.FromHours(1)), count: 10);

        var call = fixture.Client(options => options.MaxRetryAttempts = 1).GetShipperStatusAsync(fixture.Query);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await fixture.ArrivedAsync(attempt);
            fixture.Clock.Advance(Attempt);
        }

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
        Assert.Equal("The attempt timed out.", Assert.IsType<TimeoutException>(exception.InnerException).Message);
        Assert.True(exception.IsTransient);
        Assert.Equal("Log Service did not answer within 10 s. Try again later.", exception.Message);
    }

    [Fact]
    public async Task Call_and_attempt_have_the_time_that_the_options_give_them()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Latency(TimeSpan.FromHours(1)), count: 10);
        var client = fixture.Client(options => (options.TotalTimeout, options.AttemptTimeout, options.MaxRetryAttempts, options.RetryDelay)
            = (TimeSpan.FromSeconds(77), TimeSpan.FromSeconds(33), 9, TimeSpan.FromSeconds(30)));

        var call = client.GetShipperStatusAsync(fixture.Query);
        await fixture.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(33));
        await fixture.ArrivedAsync(1);
        fixture.Clock.Advance(TimeSpan.FromSeconds(33));

        // What is left of the total time, although no strategy has seen the first attempt.
        await fixture.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(44));
        fixture.Clock.Advance(TimeSpan.FromSeconds(43.9));
        Assert.False(call.IsCompleted);
        fixture.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
        Assert.StartsWith("The call was not answered within 77 s.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Total_time_out_without_an_earlier_error_reports_none()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Latency(TimeSpan.FromHours(1)));

        var call = fixture.Client(options => options.AttemptTimeout = options.TotalTimeout).GetShipperStatusAsync(fixture.Query);
        await fixture.ArrivedAsync(1);
        fixture.Clock.Advance(Total);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
        Assert.DoesNotContain("earlier", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("within 60 s. Try again later.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Total_time_out_ends_the_call_and_reports_the_earlier_error()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Error(System.Net.HttpStatusCode.BadGateway, "ProxyBroken"));
        fixture.Fail(FakeFault.Latency(TimeSpan.FromHours(1)), count: 10);

        var call = fixture.Client(options => options.AttemptTimeout = options.TotalTimeout).GetShipperStatusAsync(fixture.Query);
        await fixture.ArrivedAsync(2);
        fixture.Clock.Advance(Total);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
        var earlier = Assert.IsType<LogServiceUnavailableException>(Assert.IsType<TimeoutException>(exception.InnerException).InnerException);
        Assert.Equal("The call timed out.", exception.InnerException.Message);
        Assert.Equal($"The call was not answered within 60 s. Try again later. An earlier attempt failed: {earlier.Message}", exception.Message);
        Assert.Equal((true, 502, "ProxyBroken", earlier.RequestId), (exception.IsTransient, (int?)exception.StatusCode, exception.ErrorCode, exception.RequestId));
        Assert.NotNull(exception.RequestId);
        Assert.Equal(2, fixture.Requests.Count);
    }

    [Fact]
    public async Task Time_out_of_the_HttpClient_is_reported_as_unavailable()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Latency(TimeSpan.FromHours(1)));
        await using var container = Containers.Of(fixture, builder => builder.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(50)));

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.True(exception.IsTransient);
    }
}
