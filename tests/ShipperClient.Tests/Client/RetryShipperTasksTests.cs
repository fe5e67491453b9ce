using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Client;

public class RetryShipperTasksTests
{
    [Fact]
    public async Task Ids_are_sent_as_given_and_in_order_with_repeats()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        await fixture.Client().RetryShipperTasksAsync(Sample.Shipper, ["task-id-2", "task-id-1", "task-id-1"]);

        var sent = Assert.Single(fixture.Requests);
        Assert.Equal(
            ("PUT", "/logstores/test-logstore/shipper/test-shipper/tasks", "", """["task-id-2","task-id-1","task-id-1"]"""),
            (sent.Method, sent.Path, sent.Query, sent.BodyText));
        Assert.Equal(("application/json", "37"), (sent.Headers["Content-Type"], sent.Headers["x-log-bodyrawsize"]));
        Assert.Equal((SignatureVerdict.Valid, HttpStatusCode.OK), (sent.SignatureVerdict, sent.StatusCode));
    }

    [Fact]
    public async Task Retry_sets_failed_tasks_running_and_they_finish_by_the_services_clock()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromMinutes(5));
        var ids = Enumerable.Range(0, 10).Select(_ => fixture.Tasks.AddTask(ShipperTaskStatus.Fail).Id).ToList();
        var client = fixture.Client();

        await client.RetryShipperTasksAsync(Sample.Shipper, ids);
        Assert.Equal(new ShipperTaskStatistics(10, 0, 0), (await client.GetShipperStatusAsync(fixture.Query)).Statistics);

        fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new ShipperTaskStatistics(0, 10, 0), (await client.GetShipperStatusAsync(fixture.Query)).Statistics);
    }

    [Fact]
    public async Task Ids_of_any_characters_arrive_unharmed()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        string[] ids = ["任务-1", "a\"b\\c", "😀", "<&>+'", "line\nbreak"];

        await fixture.Client().RetryShipperTasksAsync(Sample.Shipper, ids);

        Assert.Equal(ids, System.Text.Json.JsonSerializer.Deserialize<string[]>(Assert.Single(fixture.Requests).BodyText));
        Assert.Equal(SignatureVerdict.Valid, fixture.Requests[0].SignatureVerdict);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" \r\n", true)]
    [InlineData("{}", true)]
    [InlineData("<html>Sign in</html>", false)]
    [InlineData("""{"errorCode":"X"}""", false)]
    public async Task Success_is_accepted_if_it_is_empty_and_refused_if_it_is_a_web_page(string body, bool believed)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Reply(HttpStatusCode.OK, body));

        var exception = await Record.ExceptionAsync(() => fixture.Client().RetryShipperTasksAsync(Sample.Shipper, ["id"]));

        Assert.Equal(believed ? null : typeof(LogServiceProtocolException), exception?.GetType());
    }

    [Fact]
    public async Task Retry_is_repeated_safely_if_only_its_response_was_lost()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var id = fixture.Tasks.AddTask(ShipperTaskStatus.Fail).Id;
        fixture.Fail(FakeFault.Reset(served: true));

        await fixture.Client().RetryShipperTasksAsync(Sample.Shipper, [id]);

        Assert.Equal(2, fixture.Requests.Count);
        Assert.Equal(ShipperTaskStatus.Running, Assert.Single(fixture.Tasks.Tasks).Status);
    }
}
