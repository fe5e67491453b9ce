using ShipperClient.WireMock.Tests.Support;
using Xunit.Sdk;

namespace ShipperClient.WireMock.Tests;

/// <summary>What every other test relies on: a request that no stub matches fails it, and so does a stub that is never requested.</summary>
public sealed class UnmatchedRequestTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    [Fact]
    public async Task A_request_that_no_stub_matches_is_reported_with_the_closest_stub()
    {
        Server.Given(Put.WithBody("""["task-id-1","task-id-2"]""")).WithTitle("two ids").RespondWith(Accepted);

        await Assert.ThrowsAsync<LogServiceNotFoundException>(() => Client().RetryShipperTasksAsync(Shipper, ["task-id-1"]));

        var report = Assert.ThrowsAny<XunitException>(() => StubVerification.Verify(Server)).Message;
        Assert.StartsWith($"No stub matches the request:\nPUT {TasksPath}\nauthorization: LOG testAccessKeyId:", report, StringComparison.Ordinal);
        Assert.EndsWith("\n[\"task-id-1\"]\nThe closest stub is two ids, except for RequestMessageBodyMatcher\nNo request for the stub two ids\n", report, StringComparison.Ordinal);
        Server.Reset();
    }

    [Fact]
    public void A_stub_that_is_never_requested_is_reported()
    {
        Server.Given(Get).WithTitle("first").RespondWith(Json(Page));
        Server.Given(Put).WithTitle("second").RespondWith(Accepted);

        var report = Assert.ThrowsAny<XunitException>(() => StubVerification.Verify(Server)).Message;

        Assert.Equal(["No request for the stub first", "No request for the stub second"], report.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToList());
        Server.Reset();
    }
}
