using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Client;

public class GetShipperStatusTests
{
    [Fact]
    public async Task GetShipperStatus_returns_a_page_of_tasks_with_statistics_and_request_id()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var now = fixture.Clock.GetUtcNow();
        fixture.Tasks.AddTask(ShipperTaskStatus.Success, "done", now.AddHours(-3), lastDataReceivedAt: now.AddHours(-4), finishedAt: now.AddHours(-2), dataLines: 12);
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "broken", now.AddHours(-2), code: "UnAuthorized", message: "The role may not write.");
        fixture.Tasks.AddTask(ShipperTaskStatus.Running, "busy", now.AddHours(-1));

        var page = await fixture.Client().GetShipperStatusAsync(fixture.Query with { Offset = 0, Size = 2 });

        Assert.Equal((2, 3), (page.Count, page.Total));
        Assert.Equal(new ShipperTaskStatistics(Running: 1, Success: 1, Fail: 1), page.Statistics);
        Assert.Equal(
            new ShipperTask
            {
                Id = "done",
                Status = ShipperTaskStatus.Success,
                CreatedAt = now.AddHours(-3),
                LastDataReceivedAt = now.AddHours(-4),
                FinishedAt = now.AddHours(-2),
                DataLines = 12,
            },
            page.Tasks[0]);
        Assert.Equal(
            (ShipperTaskStatus.Fail, ShipperFailureReason.Unauthorized, "UnAuthorized", "The role may not write."),
            (page.Tasks[1].Status, page.Tasks[1].FailureReason, page.Tasks[1].Code, page.Tasks[1].Message));
        Assert.NotNull(page.RequestId);

        var rest = await fixture.Client().GetShipperStatusAsync(fixture.Query with { Offset = 2, Size = 2 });

        var running = Assert.Single(rest.Tasks);
        Assert.Null(running.LastDataReceivedAt ?? running.FinishedAt);
        Assert.Equal(page.Statistics, rest.Statistics);
        Assert.NotEqual(page.RequestId, rest.RequestId, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(ShipperTaskStatus.Running, "&status=running")]
    [InlineData(ShipperTaskStatus.Success, "&status=success")]
    [InlineData(ShipperTaskStatus.Fail, "&status=fail")]
    public async Task GetShipperStatus_sends_the_window_in_whole_seconds_and_the_status_only_if_there_is_one(ShipperTaskStatus? status, string expected)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var from = fixture.Clock.GetUtcNow().AddHours(-1).AddMilliseconds(999);
        var query = new ShipperStatusQuery(Sample.Shipper, from, from.AddMinutes(5)) { Status = status, Offset = 7, Size = 42 };

        await fixture.Client().GetShipperStatusAsync(query);

        var sent = Assert.Single(fixture.Requests);
        var seconds = fixture.Clock.GetUtcNow().AddHours(-1).ToUnixTimeSeconds();
        Assert.Equal(
            ("GET", "/logstores/test-logstore/shipper/test-shipper/tasks", $"from={seconds}&to={seconds + 300}{expected}&offset=7&size=42"),
            (sent.Method, sent.Path, sent.Query));
        Assert.StartsWith("test-project.127.0.0.1:", sent.Host, StringComparison.Ordinal);
        Assert.Equal((SignatureVerdict.Valid, HttpStatusCode.OK), (sent.SignatureVerdict, sent.StatusCode));
        Assert.Equal(("0", false, false), (sent.Headers["x-log-bodyrawsize"], sent.Headers.ContainsKey("Content-MD5"), sent.Headers.ContainsKey("Content-Type")));
        Assert.StartsWith("ShipperClient/", sent.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"count":0,"total":0,"statistics":{"running":0,"success":0,"fail":0}}""")]
    [InlineData("""{"count":"0","total":"0","statistics":null,"tasks":null,"more":[{"a":{}}]}""")]
    public async Task GetShipperStatus_reads_missing_tasks_as_an_empty_list(string body)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Reply(HttpStatusCode.OK, body));

        Assert.Empty((await fixture.Client().GetShipperStatusAsync(fixture.Query)).Tasks);
    }

    [Theory]
    [InlineData("<html>Sign in</html>", "text/html")]
    [InlineData("", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("""{"errorCode":"X","errorMessage":"Y"}""", "application/json")]
    [InlineData("""{"count":1,"total":1,"tasks":[{"taskStatus":"fail"}]}""", "application/json")]
    public async Task Success_that_is_not_the_documented_JSON_is_a_protocol_error_and_not_retried(string body, string contentType)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Reply(HttpStatusCode.OK, body, contentType));

        var exception = await Assert.ThrowsAsync<LogServiceProtocolException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query));

        Assert.Equal(HttpStatusCode.OK, exception.StatusCode);
        Assert.Contains(body.Length == 0 ? "(nothing)" : body, exception.Message, StringComparison.Ordinal);
        Assert.Contains(exception.RequestId!, exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
        Assert.Single(fixture.Requests);
    }

    [Fact]
    public async Task Window_reaches_back_as_far_as_the_look_back_option()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var now = fixture.Clock.GetUtcNow();
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, createdAt: now.AddHours(-47));
        var query = new ShipperStatusQuery(Sample.Shipper, now.AddHours(-48), now);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fixture.Client().GetShipperStatusAsync(query));
        Assert.Empty(fixture.Requests);
        Assert.Single((await fixture.Client(options => options.StatusLookback = TimeSpan.FromHours(48)).GetShipperStatusAsync(query)).Tasks);
    }
}
