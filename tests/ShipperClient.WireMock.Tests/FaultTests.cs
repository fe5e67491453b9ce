using System.Diagnostics;
using ShipperClient.WireMock.Tests.Support;
using WireMock.ResponseBuilders;

namespace ShipperClient.WireMock.Tests;

/// <summary>WireMock's broken responses: no body, and half a body with random bytes after it. ConnectionFaultTests of the library have the broken connections.</summary>
public sealed class FaultTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    private static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE, 200)]
    [InlineData(FaultType.EMPTY_RESPONSE, 503)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK, 200)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK, 503)]
    public async Task A_response_that_is_broken_once_is_recovered_from_by_the_retry(FaultType fault, int status)
    {
        Server.Given(Get).WithTitle("broken").InScenario("fault").WillSetStateTo("whole").RespondWith(Json(Page, status).WithFault(fault));
        Server.Given(Get).WithTitle("whole").InScenario("fault").WhenStateIs("whole").RespondWith(Json(Page));

        var page = await Client().GetShipperStatusAsync(Query);

        Assert.Equal(20, page.Total);
        Assert.Equal(["broken", "whole"], Requests.Select(static entry => entry.MappingTitle!), StringComparer.Ordinal);
    }

    // A retry that is accepted has no body: only an error can be broken.
    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE, 200)]
    [InlineData(FaultType.EMPTY_RESPONSE, 503)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK, 200)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK, 503)]
    public async Task A_response_that_is_always_broken_is_a_typed_error_within_the_total_time(FaultType fault, int statusOfGet)
    {
        Server.Given(Get).WithTitle("broken").RespondWith(Json(Page, statusOfGet).WithFault(fault));
        Server.Given(Put).WithTitle("broken").RespondWith(Busy.WithFault(fault));
        var client = Client(options => (options.TimeProvider, options.AttemptTimeout, options.TotalTimeout) = (TimeProvider.System, TotalTimeout, TotalTimeout));
        var watch = Stopwatch.StartNew();

        var read = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(QueryUntilNow));
        var written = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.RetryShipperTasksAsync(Shipper, ["task-id-1"]));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TotalTimeout);
        Assert.All([read, written], static exception => Assert.True(exception.IsTransient));
        Assert.Equal(["GET", "GET", "PUT", "PUT"], Requests.Select(static entry => entry.RequestMessage.Method), StringComparer.Ordinal);
    }
}
