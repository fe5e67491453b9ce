using System.Net;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class RetryTests
{
    [Theory]
    [InlineData("retry-table", "table")]
    [InlineData("retry-json", "json")]
    [InlineData("retry-jsonl", "jsonl")]
    [InlineData("retry-csv", "csv")]
    public async Task Retry_of_failed_tasks_lists_those_that_failed_again(string text, string output)
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        shipper.RetryOutcome = static task => task.Code == "ConfigNotExist" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;

        var run = await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--yes", "--wait", .. scene.Window, "-o", output]);

        GoldenText.AssertIs(text, scene, run);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(2, shipper.Tasks.Count(static task => task.Status == ShipperTaskStatus.Fail));
    }

    [Fact]
    public async Task Reasons_of_tasks_that_failed_again_follow_the_tasks_the_most_frequent_first()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.Add();
        shipper.RetryOutcome = static _ => ShipperTaskStatus.Fail;
        shipper.AddTasks(1, ShipperTaskStatus.Fail, scene.Hour.AddHours(-3), code: "ConfigNotExist", message: "Shipping is disabled.");
        shipper.AddTasks(3, ShipperTaskStatus.Fail, scene.Hour.AddHours(-2), TimeSpan.FromMinutes(6), "InvalidOssBucket", "The bucket app-logs-archive does not exist.");

        var run = await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--wait", .. scene.Window]);

        GoldenText.AssertIs("retry-two-reasons", scene, run);
    }

    [Fact]
    public async Task A_retry_that_is_taken_ends_with_0()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();

        GoldenText.AssertIs(
            "retry-success",
            scene,
            await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--yes", .. scene.Window]),
            await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--yes", .. scene.Window]));
        Assert.DoesNotContain(shipper.Tasks, static task => task.Status == ShipperTaskStatus.Fail);
    }

    [Fact]
    public async Task Given_ids_are_retried_each_once_and_no_others()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        var ids = shipper.Tasks.Where(static task => task.Status == ShipperTaskStatus.Fail).Select(static task => task.Id).Take(3).ToList();

        GoldenText.AssertIs("retry-ids", scene, await scene.RunAsync(["retry", Scene.Shipper.ToString(), .. ids, ids[0], "--wait", "--last", "6h"]));

        Assert.Equal(12, shipper.Tasks.Count(static task => task.Status == ShipperTaskStatus.Fail));
        Assert.Equal($"[\"{string.Join("\",\"", ids)}\"]", scene.Service.Requests.Single(static request => request.Method == "PUT").BodyText);
    }

    [Theory]
    [InlineData("retry-dry-run", "table")]
    [InlineData("retry-dry-run-csv", "csv")]
    public async Task A_dry_run_lists_and_sends_nothing(string text, string output)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        GoldenText.AssertIs(text, scene, await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--dry-run", .. scene.Window, "-o", output]));

        Assert.DoesNotContain(scene.Service.Requests, static request => request.Method == "PUT");
    }

    [Fact]
    public async Task More_than_ten_tasks_are_not_retried_without_a_confirmation()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        GoldenText.AssertIs("retry-unasked", scene, await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", .. scene.Window]));

        Assert.DoesNotContain(scene.Service.Requests, static request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_batch_that_is_refused_is_reported_and_ends_with_1()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        scene.Service.FailNext(FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid), when: static request => request.BodyText.Split(',').Length == 5);

        GoldenText.AssertIs("retry-refused", scene, await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--yes", .. scene.Window]));
    }

    [Fact]
    public async Task Tasks_that_still_run_after_the_wait_are_reported_and_end_with_1()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight().RetryOutcome = static _ => ShipperTaskStatus.Running;

        var run = await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--yes", "--wait", "--interval", "1s", "--wait-timeout", "1s", .. scene.Window]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("▒ 15 running", run.Output, StringComparison.Ordinal);
        Assert.Contains("15 tasks still running after 1s.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_no_longer_listed_ends_the_wait_with_1()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(["retry", Scene.Shipper.ToString(), "ffffffffffffffffffffffffffffffff", "--force", "--wait", "--last", "6h"]);

        Assert.Contains("1 no longer listed", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Ids_that_the_service_does_not_list_are_named_and_nothing_is_sent()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        var id = shipper.Tasks.First(static task => task.Status == ShipperTaskStatus.Fail).Id;

        GoldenText.AssertIs("retry-unlisted", scene, await scene.RunAsync(["retry", Scene.Shipper.ToString(), id, "nosuchid", "30m", .. scene.Window]));
        Assert.DoesNotContain(scene.Service.Requests, static request => request.Method == "PUT");

        var forced = await scene.RunAsync(["retry", Scene.Shipper.ToString(), id, "nosuchid", "--force"]);
        Assert.Equal(0, forced.ExitCode);
        Assert.Equal($"[\"{id}\",\"nosuchid\"]", scene.Service.Requests.Single(static request => request.Method == "PUT").BodyText);
    }

    [Fact]
    public async Task An_id_without_a_window_is_found_in_all_that_the_service_lists()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.Add();
        shipper.AddTask(ShipperTaskStatus.Fail, createdAt: DateTimeOffset.UtcNow.AddHours(-20));

        Assert.Equal(0, (await scene.RunAsync(["retry", Scene.Shipper.ToString(), shipper.Tasks[0].Id])).ExitCode);
    }

    [Fact]
    public async Task An_interruption_reports_what_was_done_and_what_was_not()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.Add();
        shipper.AddTasks(50, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1));
        var ids = shipper.Tasks.Select(static task => task.Id).ToList();
        // Four calls at a time: the first batch is taken, the others are never answered. The fifth is sent once the first has its result.
        scene.Service.FailNext(FakeFault.Latency(TimeSpan.FromMinutes(5)), count: 4, when: request => request.Method == "PUT" && !request.BodyText.Contains(ids[0], StringComparison.Ordinal));
        using var process = scene.Start(["retry", Scene.Shipper.ToString(), .. ids, "--yes", "--last", "6h"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (scene.Service.Requests.Count(static request => request.Fault is not null) < 4)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await process.InterruptAsync();
        var run = await process.EndAsync();

        GoldenText.AssertIs("retry-interrupted", scene, run);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(40, shipper.Tasks.Count(static task => task.Status == ShipperTaskStatus.Fail));
    }
}
