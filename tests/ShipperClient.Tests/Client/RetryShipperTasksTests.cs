using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests;

public class RetryShipperTasksTests
{
    [Fact]
    public async Task Sends_the_ids_as_given_and_in_order_repeats_included()
    {
        await using var scene = await Scene.StartAsync();

        await scene.Client().RetryShipperTasksAsync(Scene.Shipper, ["task-id-2", "task-id-1", "task-id-1"]);

        var sent = Assert.Single(scene.Requests);
        Assert.Equal(
            ("PUT", "/logstores/test-logstore/shipper/test-shipper/tasks", "", """["task-id-2","task-id-1","task-id-1"]"""),
            (sent.Method, sent.Path, sent.Query, sent.BodyText));
        Assert.Equal(("application/json", "37"), (sent.Headers["Content-Type"], sent.Headers["x-log-bodyrawsize"]));
        Assert.Equal((SignatureVerdict.Valid, HttpStatusCode.OK), (sent.SignatureVerdict, sent.StatusCode));
    }

    [Fact]
    public async Task Turns_failed_tasks_to_running_and_they_end_by_the_services_clock()
    {
        await using var scene = await Scene.StartAsync(options => options.RetryDuration = TimeSpan.FromMinutes(5));
        var ids = Enumerable.Range(0, 10).Select(_ => scene.Tasks.AddTask(ShipperTaskStatus.Fail).Id).ToList();
        var client = scene.Client();

        await client.RetryShipperTasksAsync(Scene.Shipper, ids);
        Assert.Equal(new ShipperTaskStatistics(10, 0, 0), (await client.GetShipperStatusAsync(scene.Query)).Statistics);

        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new ShipperTaskStatistics(0, 10, 0), (await client.GetShipperStatusAsync(scene.Query)).Statistics);
    }

    [Fact]
    public async Task Ids_of_any_characters_arrive_unharmed()
    {
        await using var scene = await Scene.StartAsync();
        string[] ids = ["任务-1", "a\"b\\c", "😀", "<&>+'", "line\nbreak"];

        await scene.Client().RetryShipperTasksAsync(Scene.Shipper, ids);

        Assert.Equal(ids, System.Text.Json.JsonSerializer.Deserialize<string[]>(Assert.Single(scene.Requests).BodyText));
        Assert.Equal(SignatureVerdict.Valid, scene.Requests[0].SignatureVerdict);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" \r\n", true)]
    [InlineData("{}", true)]
    [InlineData("<html>Sign in</html>", false)]
    [InlineData("""{"errorCode":"X"}""", false)]
    public async Task A_success_is_believed_when_it_is_empty_and_not_when_it_is_a_web_page(string body, bool believed)
    {
        await using var scene = await Scene.StartAsync();
        scene.Fail(FakeFault.Reply(HttpStatusCode.OK, body));

        var exception = await Record.ExceptionAsync(() => scene.Client().RetryShipperTasksAsync(Scene.Shipper, ["id"]));

        Assert.Equal(believed ? null : typeof(LogServiceProtocolException), exception?.GetType());
    }

    [Fact]
    public async Task Is_repeated_safely_when_the_service_did_it_but_the_reply_was_lost()
    {
        await using var scene = await Scene.StartAsync();
        var id = scene.Tasks.AddTask(ShipperTaskStatus.Fail).Id;
        scene.Fail(FakeFault.Reset(served: true));

        await scene.Client().RetryShipperTasksAsync(Scene.Shipper, [id]);

        Assert.Equal(2, scene.Requests.Count);
        Assert.Equal(ShipperTaskStatus.Running, Assert.Single(scene.Tasks.Tasks).Status);
    }
}
