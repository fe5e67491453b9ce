using ShipperClient.WireMock.Tests.Support;
using Xunit.Sdk;

namespace ShipperClient.WireMock.Tests;

/// <summary>What every other test relies on: a request that no stub matches fails it, and so does a stub that nobody asked.</summary>
public sealed class UnmatchedRequestTests(WireMockServer server) : WireMockTest(server)
{
    [Fact]
    public async Task A_request_that_no_stub_matches_is_reported_with_its_near_misses()
    {
        // Not opened as other tests do, since its verification is meant to fail.
        using var scenario = new Scenario(Server, "unmatched", SignatureVersion.V1);

        await Assert.ThrowsAsync<LogServiceNotFoundException>(() => scenario.Client().RetryShipperTasksAsync(scenario.Shipper, ["task-id-1"]));
        var report = (await Assert.ThrowsAnyAsync<XunitException>(scenario.VerifyAsync)).Message.ReplaceLineEndings("\n");

        Assert.StartsWith("No stub matched PUT /logstores/test-logstore/shipper/test-shipper/tasks\nNear misses:\nunmatched, distance 0.0", report, StringComparison.Ordinal);
        Assert.Matches("x-log-bodyrawsize: 37 +[|] x-log-bodyrawsize: 13 +<<<<< Header does not match", report);
        Assert.Matches("\n\\[\"task-id-1\",\"task-id-2\",\"task-id-2\"] +[|] \\[\"task-id-1\"]", report);
    }

    [Fact]
    public async Task A_stub_that_nobody_asks_is_reported()
    {
        using var scenario = new Scenario(Server, "unasked", SignatureVersion.V1);

        var report = await Assert.ThrowsAnyAsync<XunitException>(scenario.VerifyAsync);

        Assert.Equal("No request asked for the stub unasked/first\nNo request asked for the stub unasked/second\n", report.Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_stub_answers_the_project_of_its_name_alone() => Assert.All(Server.Admin.Stubs, stub =>
    {
        var project = stub.GetProperty("name").GetString()!.Split('/')[0];
        Assert.Equal(WireMockAdmin.HostOf(project), stub.GetProperty("request").GetProperty("headers").GetProperty("Host").GetProperty("matches").GetString());
    });
}
