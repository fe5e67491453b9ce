using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests;

public class TimeTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(60);

    public static TheoryData<FakeFault> SlowFaults => [FakeFault.Latency(TimeSpan.FromMinutes(10)), FakeFault.Drip(TimeSpan.FromSeconds(9.5))];

    [Theory]
    [MemberData(nameof(SlowFaults))]
    public async Task An_attempt_that_takes_too_long_is_tried_again(FakeFault fault)
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(fault);

        var call = scene.Client().GetShipperStatusAsync(scene.Query);
        await scene.Clock.WaitForTimerAsync(Attempt);
        await scene.ArrivedAsync(1);
        scene.Clock.Advance(Attempt);
        await call;

        Assert.Equal(2, scene.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_unavailable_with_the_time_out_inside()
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(FakeFault.Latency(TimeSpan.FromHours(1)), count: 10);

        var call = scene.Client(options => options.MaxRetryAttempts = 1).GetShipperStatusAsync(scene.Query);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await scene.ArrivedAsync(attempt);
            scene.Clock.Advance(Attempt);
        }

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
        Assert.Equal("The attempt ran out of time.", Assert.IsType<TimeoutException>(exception.InnerException).Message);
        Assert.True(exception.IsTransient);
        Assert.Equal("Log Service did not answer within 10 s. Try again later.", exception.Message);
    }

    [Fact]
    public async Task Call_and_attempt_have_the_time_that_the_options_give_them()
    {
        await using var scene = await Scene.StartAsync();

        await scene.Client(options => (options.TotalTimeout, options.AttemptTimeout) = (TimeSpan.FromSeconds(77), TimeSpan.FromSeconds(33))).GetShipperStatusAsync(scene.Query);

        Assert.Contains(TimeSpan.FromSeconds(77), scene.Clock.DueTimes);
        Assert.Contains(TimeSpan.FromSeconds(33), scene.Clock.DueTimes);
    }

    [Fact]
    public async Task Where_nothing_came_before_the_end_of_the_total_time_nothing_is_told_of_it()
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(FakeFault.Latency(TimeSpan.FromHours(1)));

        var call = scene.Client(options => options.AttemptTimeout = options.TotalTimeout).GetShipperStatusAsync(scene.Query);
        await scene.ArrivedAsync(1);
        scene.Clock.Advance(Total);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
        Assert.DoesNotContain("earlier", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("within 60 s. Try again later.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_total_time_ends_the_call_and_tells_what_came_before()
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(FakeFault.Error(System.Net.HttpStatusCode.BadGateway, "ProxyBroken"));
        scene.Fail(FakeFault.Latency(TimeSpan.FromHours(1)), count: 10);

        var call = scene.Client(options => options.AttemptTimeout = options.TotalTimeout).GetShipperStatusAsync(scene.Query);
        await scene.ArrivedAsync(2);
        scene.Clock.Advance(Total);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);
        var earlier = Assert.IsType<LogServiceUnavailableException>(Assert.IsType<TimeoutException>(exception.InnerException).InnerException);
        Assert.Equal("The call ran out of time.", exception.InnerException.Message);
        Assert.Equal($"The call was not answered within 60 s. Try again later. An earlier attempt ended so: {earlier.Message}", exception.Message);
        Assert.Equal((true, 502, "ProxyBroken", earlier.RequestId), (exception.IsTransient, (int?)exception.StatusCode, exception.ErrorCode, exception.RequestId));
        Assert.NotNull(exception.RequestId);
        Assert.Equal(2, scene.Requests.Count);
    }

    [Fact]
    public async Task An_HttpClient_time_out_of_the_applications_own_is_told_as_unavailable()
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(FakeFault.Latency(TimeSpan.FromHours(1)));
        await using var container = Containers.Of(scene, builder => builder.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(50)));

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => Containers.Client(container).GetShipperStatusAsync(scene.Query));

        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.True(exception.IsTransient);
    }
}
