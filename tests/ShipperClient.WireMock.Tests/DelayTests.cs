using System.Diagnostics;
using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>Replies that come late, or in drips. The delays are WireMock's and real, so these bounds are wide.</summary>
public sealed class DelayTests(WireMockServer server) : WireMockTest(server)
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(1);

    // The least that each delay can be, the log-normal one six deviations below its median.
    [Theory]
    [InlineData("fixed-within", 200)]
    [InlineData("log-normal-within", 30)]
    [InlineData("dribble-within", 300)]
    public async Task A_reply_within_the_attempts_time_is_waited_for(string delay, int atLeastMilliseconds)
    {
        var scenario = Open(delay);
        var client = Client(scenario, Patient);
        var watch = Stopwatch.StartNew();

        var page = await client.GetShipperStatusAsync(scenario.QueryUntilNow);

        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(atLeastMilliseconds), Patient);
        Assert.Single(page.Tasks);
        Assert.Single(await scenario.JournalAsync());
    }

    // The most that the attempts may take is less than what any one reply does.
    [Theory]
    [InlineData("fixed-beyond", 20)]
    [InlineData("log-normal-beyond", 14)]
    [InlineData("dribble-beyond", 18)]
    public async Task A_reply_beyond_the_attempts_time_is_given_up_and_asked_for_again(string delay, int beforeSeconds)
    {
        var scenario = Open(delay);
        var client = Client(scenario, Impatient);
        var watch = Stopwatch.StartNew();

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(scenario.QueryUntilNow));

        Assert.InRange(watch.Elapsed, 1.9 * Impatient, TimeSpan.FromSeconds(beforeSeconds));
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Equal((true, "Log Service did not answer within 1 s. Try again later."), (exception.IsTransient, exception.Message));
        Assert.Equal(2, (await scenario.JournalAsync()).Count);
    }

    [Fact]
    public async Task A_reply_that_is_late_once_is_healed_by_the_retry()
    {
        var scenario = Open("fixed-once");

        var page = await Client(scenario, TimeSpan.FromSeconds(3)).GetShipperStatusAsync(scenario.QueryUntilNow);

        Assert.Single(page.Tasks);
        Assert.Equal(["fixed-once/late", "fixed-once/in-time"], (await scenario.JournalAsync()).Select(entry => entry.Stub!).ToList());
    }

    [Fact]
    public async Task The_total_time_ends_a_call_whatever_retries_are_left()
    {
        var scenario = Open("total-time");
        var client = Client(scenario, Impatient, options => (options.MaxRetryAttempts, options.TotalTimeout) = (20, TimeSpan.FromSeconds(2.5)));
        var watch = Stopwatch.StartNew();

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(scenario.QueryUntilNow));

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(2.4), TimeSpan.FromSeconds(20));
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.StartsWith("The call was not answered within 2.5 s. Try again later. An earlier attempt ended so: ", exception.Message, StringComparison.Ordinal);
        Assert.InRange((await scenario.JournalAsync()).Count, 2, 3);
    }

    private static LogServiceClient Client(Scenario scenario, TimeSpan attemptTimeout, Action<LogServiceClientOptions>? configure = null) => scenario.Client(options =>
    {
        options.TimeProvider = TimeProvider.System;
        options.AttemptTimeout = attemptTimeout;
        options.TotalTimeout = TimeSpan.FromMinutes(1);
        configure?.Invoke(options);
    });
}
