using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>A failed task that is retried, runs, and succeeds: each response moves WireMock's scenario on, and none comes out of turn.</summary>
public sealed class RetriedTaskTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    private const string Scenario = "retried task";

    [Fact]
    public async Task A_failed_task_is_retried_runs_and_succeeds()
    {
        var fail = Get.WithParam("status", "fail");
        var running = Get.WithParam("status", "running");
        Server.Given(fail).WithTitle("failed").InScenario(Scenario).WillSetStateTo("listed")
            .RespondWith(Task("""{"running":0,"success":0,"fail":1}""", ""","taskStatus":"fail","taskCode":"InternalServerError","taskMessage":"Internal error","taskFinishTime":1447227499"""));
        Server.Given(Put.WithBody("""["a9b0c1d2e3f405162738495a6b7c8d9e"]""")).WithTitle("retry").InScenario(Scenario).WhenStateIs("listed").WillSetStateTo("retried")
            .RespondWith(Accepted);
        Server.Given(Get).WithTitle("running").InScenario(Scenario).WhenStateIs("retried").WillSetStateTo("seen running")
            .RespondWith(Task("""{"running":1,"success":0,"fail":0}""", ""","taskStatus":"running","taskFinishTime":0"""));
        Server.Given(running).WithTitle("still running").InScenario(Scenario).WhenStateIs("seen running").WillSetStateTo("finished")
            .RespondWith(Task("""{"running":1,"success":0,"fail":0}""", ""","taskStatus":"running","taskFinishTime":0"""));
        Server.Given(running).WithTitle("none running").InScenario(Scenario).WhenStateIs("finished").WillSetStateTo("none running")
            .RespondWith(Json("""{"count":0,"total":0,"statistics":{"running":0,"success":1,"fail":0},"tasks":[]}"""));
        Server.Given(Get).WithTitle("success").InScenario(Scenario).WhenStateIs("none running").WillSetStateTo("seen success")
            .RespondWith(Task("""{"running":0,"success":1,"fail":0}""", ""","taskStatus":"success","taskMessage":"","taskFinishTime":1447230509"""));
        var client = Client();

        var failed = Assert.Single((await client.GetShipperStatusAsync(Query with { Status = ShipperTaskStatus.Fail })).Tasks);
        Assert.Equal((ShipperTaskStatus.Fail, ShipperFailureReason.InternalServerError), (failed.Status, failed.FailureReason));

        await client.RetryShipperTasksAsync(Shipper, [failed.Id]);
        Assert.Equal("retried", Server.Scenarios[Scenario].NextState);

        var finished = await client.WaitForShipperTasksAsync(Shipper, [failed.Id], pollInterval: TimeSpan.FromSeconds(5), timeout: TimeSpan.FromMinutes(1)).ToListAsync();

        Assert.Equal((failed.Id, ShipperTaskStatus.Success), (Assert.Single(finished).Id, finished[0].Status));
        Assert.Equal("seen success", Server.Scenarios[Scenario].NextState);
        Assert.Equal(["failed", "retry", "running", "still running", "none running", "success"], Requests.Select(static entry => entry.MappingTitle!), StringComparer.Ordinal);
    }

    private static global::WireMock.ResponseBuilders.IResponseBuilder Task(string statistics, string fields) => Json(
        $$"""{"count":1,"total":1,"statistics":{{statistics}},"tasks":[{"id":"a9b0c1d2e3f405162738495a6b7c8d9e","taskCreateTime":1447226899{{fields}}}]}""");
}
