using System.Diagnostics;
using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>WireMock's four ways to break a connection.</summary>
public sealed class FaultTests(WireMockServer server) : WireMockTest(server)
{
    private static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(30);

    // A request with a body: .NET sends none of these again by itself, so it is the client that heals them.
    [Theory]
    [InlineData("connection-reset-by-peer")]
    [InlineData("empty-response")]
    [InlineData("malformed-response-chunk")]
    [InlineData("random-data-then-close")]
    public async Task A_connection_that_breaks_once_is_healed_by_the_retry(string fault)
    {
        var scenario = Open(fault + "-once");

        await Client(scenario).RetryShipperTasksAsync(scenario.Shipper, ["task-id-1"]);

        Assert.Equal(["fault", "healed"], (await scenario.JournalAsync()).Select(entry => entry.Stub!.Split('/')[1]).ToList());
    }

    // .NET itself sends a request without a body up to three times more where the connection ends before a byte of the reply.
    [Theory]
    [InlineData("connection-reset-by-peer", 1)]
    [InlineData("empty-response", 4)]
    [InlineData("malformed-response-chunk", 1)]
    [InlineData("random-data-then-close", 1)]
    public async Task A_connection_that_always_breaks_is_told_within_the_total_time(string fault, int getsPerAttempt)
    {
        var scenario = Open(fault + "-always");
        var client = Client(scenario);
        var watch = Stopwatch.StartNew();

        var read = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(scenario.QueryUntilNow));
        var written = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.RetryShipperTasksAsync(scenario.Shipper, ["task-id-1"]));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TotalTimeout);
        Assert.All([read, written], exception =>
        {
            Assert.Equal((true, null, null, null), (exception.IsTransient, exception.StatusCode, exception.ErrorCode, exception.RequestId));
            Assert.IsNotType<TimeoutException>(exception.InnerException);
            Assert.NotNull(exception.InnerException);
        });
        var methods = (await scenario.JournalAsync()).Select(entry => entry.Method).ToList();
        Assert.Equal((2 * getsPerAttempt, 2), (methods.Count(method => method == "GET"), methods.Count(method => method == "PUT")));
    }

    // An attempt that is given this long ends by the fault, not by the clock.
    private static LogServiceClient Client(Scenario scenario) => scenario.Client(options =>
    {
        options.TimeProvider = TimeProvider.System;
        options.AttemptTimeout = TotalTimeout;
        options.TotalTimeout = TotalTimeout;
    });
}
