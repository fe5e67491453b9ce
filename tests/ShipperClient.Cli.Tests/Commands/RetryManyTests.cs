using System.Net;
using System.Text.Json;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>The failed tasks of every shipper of a project or Logstore, and ids from standard input.</summary>
public sealed class RetryManyTests
{
    [Theory]
    [InlineData("retry-many", "table")]
    [InlineData("retry-many-csv", "csv")]
    public async Task A_retry_of_a_project_sends_the_failed_tasks_of_every_shipper(string text, string output)
    {
        await using var scene = await Scene.StartAsync();
        var all = AddProject(scene);
        var failed = all.SelectMany(static shipper => shipper.Tasks).Where(static task => task.Status == ShipperTaskStatus.Fail).Select(static task => task.Id).Order(StringComparer.Ordinal).ToList();

        var run = await scene.RunAsync(["retry", Scene.Shipper.Project, "--failed", "--yes", "--wait", "--interval", "1s", .. scene.Window, "-o", output]);

        GoldenText.AssertIs(text, scene, run);
        Assert.Equal(1, run.ExitCode);
        var sent = scene.Service.Requests.Where(static request => request.Method == "PUT").SelectMany(static request => JsonSerializer.Deserialize<string[]>(request.BodyText)!);
        Assert.Equal(failed, sent.Order(StringComparer.Ordinal).ToList());
    }

    [Fact]
    public async Task A_dry_run_of_a_logstore_lists_its_shippers_only()
    {
        await using var scene = await Scene.StartAsync();
        AddProject(scene);

        GoldenText.AssertIs("retry-many-dry-run", scene, await scene.RunAsync(["retry", "ali-test-project/other-logstore", "--failed", "--dry-run", .. scene.Window]));
        Assert.DoesNotContain(scene.Service.Requests, static request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_shipper_that_cannot_be_read_or_retried_does_not_stop_the_others()
    {
        await using var scene = await Scene.StartAsync();
        var all = AddProject(scene);
        scene.Service.FailNext(
            FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized, "denied"), count: 100, when: static request => request.Method == "GET" && request.Path.Contains("/columns/", StringComparison.Ordinal));
        scene.Service.FailNext(
            FakeFault.Error(HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist, "gone"), count: 100, when: static request => request.Method == "PUT" && request.Path.Contains("/second/", StringComparison.Ordinal));

        var run = await scene.RunAsync(["retry", Scene.Shipper.Project, "--failed", "--yes", .. scene.Window]);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("shipper: ali-test-project/other-logstore/columns: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("shipper: ali-test-project/other-logstore/second: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("15 of 19 tasks taken", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(all[0].Tasks, static task => task.Status == ShipperTaskStatus.Fail);
    }

    [Fact]
    public async Task One_question_shows_how_many_tasks_failed_for_which_reasons()
    {
        await using var scene = await Scene.StartAsync();
        AddProject(scene);
        using var terminal = PseudoTerminal.Start(scene, $"retry {Scene.Shipper.Project} --failed {string.Join(' ', scene.Window)}", columns: 160, rows: 40);

        await terminal.SeeAsync("Retry 21 failed tasks of 3 shippers in ali-test-project (12 InvalidOssBucket, 7 Unknown, 2 ConfigNotExist)? ");
        await terminal.TypeAsync("n\n");

        Assert.Equal(0, (await terminal.EndAsync()).ExitCode);
        Assert.DoesNotContain(scene.Service.Requests, static request => request.Method == "PUT");
    }

    [Fact]
    public async Task Ids_are_read_from_a_pipe()
    {
        Tools.Need("jq", "--version");
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();

        var run = await scene.RunShellAsync($"shipper tasks {Scene.Shipper} --status fail {string.Join(' ', scene.Window)} -o jsonl | jq -r .id | shipper retry {Scene.Shipper} - --yes");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("15 of 15 tasks taken", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(shipper.Tasks, static task => task.Status == ShipperTaskStatus.Fail);
    }

    private static List<FakeShipper> AddProject(Scene scene)
    {
        var first = scene.AddNight();
        var second = scene.Add("second", "other-logstore");
        second.AddTasks(4, ShipperTaskStatus.Fail, scene.Hour.AddHours(-2), TimeSpan.FromMinutes(5), message: "PartitionFormat is not valid.");
        var columns = scene.Add("columns", "other-logstore");
        columns.AddTasks(2, ShipperTaskStatus.Fail, scene.Hour.AddHours(-3), TimeSpan.FromMinutes(5), message: "Something else.");
        columns.RetryOutcome = static _ => ShipperTaskStatus.Fail;
        scene.Add("healthy").AddTasks(5, ShipperTaskStatus.Success, scene.Hour.AddHours(-3));
        return [first, second, columns];
    }
}
