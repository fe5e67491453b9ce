using System.Globalization;
using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>GetShipperStatus as the documents have it: each request byte for byte, each response field by field.</summary>
public sealed class DocumentedStatusTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    private const string Window = TasksPath + "?from=1447144099&to=1447230499";

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task The_documented_sample_is_read(SignatureVersion version)
    {
        Server.Given(Get).WithTitle("page").RespondWith(Json(Page));

        var page = await Client(version).GetShipperStatusAsync(Query);

        Assert.Equal((1, 20, new ShipperTaskStatistics(0, 20, 0), DocumentedRequest.RequestId), (page.Count, page.Total, page.Statistics, page.RequestId));
        Assert.Equal(
            new ShipperTask
            {
                Id = "abcdefghijk",
                Status = ShipperTaskStatus.Success,
                CreatedAt = Time("2015-11-30T23:10:13Z"),
                LastDataReceivedAt = Time("2015-11-30T20:23:33Z"),
                FinishedAt = Time("2015-11-30T23:26:53Z"),
            },
            Assert.Single(page.Tasks));
        AssertReceived(version, new DocumentedRequest("GET", Window + "&offset=0&size=100") { SignatureV1 = "7moT2AK9uY+Vug6qJk+fok4/P2E=" });
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task A_failed_task_has_its_code_its_message_and_its_reason(SignatureVersion version)
    {
        Server.Given(Get.WithParam("status", "fail")).WithTitle("failed").RespondWith(Json("""
            {"count":1,"total":1,"statistics":{"running":0,"success":19,"fail":1},"tasks":[{"id":"a9b0c1d2e3f405162738495a6b7c8d9e","taskStatus":"fail","taskCode":"UnAuthorized",
             "taskMessage":"The role cannot write to the bucket","taskDataLines":1234,"taskCreateTime":1447230013,"taskLastDataReceiveTime":1447229953,"taskFinishTime":1447230031}]}
            """));

        var page = await Client(version).GetShipperStatusAsync(Query with { Status = ShipperTaskStatus.Fail });

        Assert.Equal(
            new ShipperTask
            {
                Id = "a9b0c1d2e3f405162738495a6b7c8d9e",
                Status = ShipperTaskStatus.Fail,
                Code = "UnAuthorized",
                Message = "The role cannot write to the bucket",
                FailureReason = ShipperFailureReason.Unauthorized,
                DataLines = 1234,
                CreatedAt = Time("2015-11-11T08:20:13Z"),
                LastDataReceivedAt = Time("2015-11-11T08:19:13Z"),
                FinishedAt = Time("2015-11-11T08:20:31Z"),
            },
            Assert.Single(page.Tasks));
        AssertReceived(version, new DocumentedRequest("GET", Window + "&status=fail&offset=0&size=100") { SignatureV1 = "KPB/NF1EePeXJ+0DI8tL7ED8TXY=" });
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task A_running_task_has_no_finish_time_and_a_temporary_key_sends_its_token(SignatureVersion version)
    {
        Server.Given(Get.WithParam("status", "running")).WithTitle("running").RespondWith(Json("""
            {"count":2,"total":502,"statistics":{"running":502,"success":0,"fail":0},"tasks":[{"id":"running-without-times","taskStatus":"running","taskCreateTime":1447230013},
             {"id":"running-with-zeros","taskStatus":"running","taskMessage":"","taskCreateTime":1447230013,"taskLastDataReceiveTime":0,"taskFinishTime":0}]}
            """));
        var client = Client(options =>
        {
            options.SignatureVersion = version;
            options.Credentials = new StaticCredentialsProvider(DocumentedRequest.AccessKeyId, DocumentedRequest.AccessKeySecret, "test-security-token");
        });

        var page = await client.GetShipperStatusAsync(Query with { Status = ShipperTaskStatus.Running, Offset = 500, Size = 500 });

        Assert.Equal((2, 502, new ShipperTaskStatistics(502, 0, 0)), (page.Count, page.Total, page.Statistics));
        Assert.Equal(["running-without-times", "running-with-zeros"], page.Tasks.Select(static task => task.Id), StringComparer.Ordinal);
        Assert.All(page.Tasks, static task => Assert.Equal((ShipperTaskStatus.Running, null, null), (task.Status, task.LastDataReceivedAt, task.FinishedAt)));
        AssertReceived(version, new DocumentedRequest("GET", Window + "&status=running&offset=500&size=500")
        {
            Credentials = new(DocumentedRequest.AccessKeyId, DocumentedRequest.AccessKeySecret, "test-security-token"),
            SignatureV1 = "kquoXLYcRQeFnovz2ZclkOZvF14=",
        });
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Numbers_as_strings_and_the_words_of_a_later_service_are_read(SignatureVersion version)
    {
        Server.Given(Get.WithParam("status", "success")).WithTitle("success").RespondWith(Json("""
            {"count":"1","total":"1","statistics":{"running":"0","success":"1","fail":"0","paused":"2"},
             "tasks":[{"id":"paused-task","taskStatus":"paused","taskCreateTime":"1447230013","taskOwner":{"name":"new"}}],"nextToken":null}
            """));

        var page = await Client(version).GetShipperStatusAsync(Query with { Status = ShipperTaskStatus.Success });

        Assert.Equal((1, 1, new ShipperTaskStatistics(0, 1, 0)), (page.Count, page.Total, page.Statistics));
        var task = Assert.Single(page.Tasks);
        Assert.Equal(("paused-task", ShipperTaskStatus.Unknown, Time("2015-11-11T08:20:13Z")), (task.Id, task.Status, task.CreatedAt));
        AssertReceived(version, new DocumentedRequest("GET", Window + "&status=success&offset=0&size=100") { SignatureV1 = "zkNOMZPIoqh0tcTvbKMAwu5FNsY=" });
    }

    [Theory]
    [InlineData(SignatureVersion.V1, ""","tasks":null""")]
    [InlineData(SignatureVersion.V4, ""","tasks":null""")]
    [InlineData(SignatureVersion.V1, "")]
    [InlineData(SignatureVersion.V4, "")]
    public async Task A_page_without_a_list_of_tasks_is_empty(SignatureVersion version, string tasks)
    {
        Server.Given(Get).WithTitle("no tasks").RespondWith(Json($$"""{"count":0,"total":0,"statistics":{"running":0,"success":0,"fail":0}{{tasks}}}"""));

        var page = await Client(version).GetShipperStatusAsync(Query);

        Assert.Equal((0, 0), (page.Count, page.Total));
        Assert.Empty(page.Tasks);
        AssertReceived(version, new DocumentedRequest("GET", Window + "&offset=0&size=100") { SignatureV1 = "7moT2AK9uY+Vug6qJk+fok4/P2E=" });
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
