using System.Globalization;
using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>
/// GetShipperStatus as the documents have it. The mappings match the whole request, with its signature for v1 and with the form of it for v4
/// (<see cref="SigningTests"/> computes those): a byte that differs is a request that no stub matches.
/// </summary>
public sealed class DocumentedStatusTests(WireMockServer server) : WireMockTest(server)
{
    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task The_sample_of_the_documents_is_read(SignatureVersion version)
    {
        var scenario = Open("documented-every-status", version);

        var page = await scenario.Client().GetShipperStatusAsync(scenario.Query);

        Assert.Equal((1, 20, new ShipperTaskStatistics(0, 20, 0), "5655D6A0B1C2D3E4F5061728"), (page.Count, page.Total, page.Statistics, page.RequestId));
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
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Failed_tasks_tell_why(SignatureVersion version)
    {
        var scenario = Open("documented-failed", version);

        var page = await scenario.Client().GetShipperStatusAsync(scenario.Query with { Status = ShipperTaskStatus.Fail });

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
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Running_tasks_have_no_end_yet_and_a_temporary_key_sends_its_token(SignatureVersion version)
    {
        var scenario = Open("documented-running", version);
        var client = scenario.Client(options => options.Credentials = new StaticCredentialsProvider(Scenario.AccessKeyId, Scenario.AccessKeySecret, "test-security-token"));

        var page = await client.GetShipperStatusAsync(scenario.Query with { Status = ShipperTaskStatus.Running, Offset = 500, Size = 500 });

        Assert.Equal((2, 502, new ShipperTaskStatistics(502, 0, 0)), (page.Count, page.Total, page.Statistics));
        Assert.Equal(["running-without-times", "running-with-zeros"], page.Tasks.Select(task => task.Id).ToList());
        Assert.All(page.Tasks, task => Assert.Equal((ShipperTaskStatus.Running, null, null), (task.Status, task.LastDataReceivedAt, task.FinishedAt)));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Numbers_as_strings_and_words_of_a_later_service_are_read(SignatureVersion version)
    {
        var scenario = Open("documented-success", version);

        var page = await scenario.Client().GetShipperStatusAsync(scenario.Query with { Status = ShipperTaskStatus.Success });

        Assert.Equal((1, 1, new ShipperTaskStatistics(0, 1, 0)), (page.Count, page.Total, page.Statistics));
        var task = Assert.Single(page.Tasks);
        Assert.Equal(("paused-task", ShipperTaskStatus.Unknown, Time("2015-11-11T08:20:13Z")), (task.Id, task.Status, task.CreatedAt));
    }

    [Theory]
    [InlineData(SignatureVersion.V1, "documented-tasks-null")]
    [InlineData(SignatureVersion.V4, "documented-tasks-null")]
    [InlineData(SignatureVersion.V1, "documented-tasks-absent")]
    [InlineData(SignatureVersion.V4, "documented-tasks-absent")]
    public async Task No_list_of_tasks_is_an_empty_one(SignatureVersion version, string project)
    {
        var scenario = Open(project, version);

        var page = await scenario.Client().GetShipperStatusAsync(scenario.Query);

        Assert.Equal((0, 0), (page.Count, page.Total));
        Assert.Empty(page.Tasks);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
