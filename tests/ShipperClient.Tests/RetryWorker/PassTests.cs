using System.Net;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Tests.RetryWorker;

/// <summary>What one pass of the sample worker looks at, retries and leaves alone.</summary>
public class PassTests
{
    [Fact]
    public async Task The_first_pass_looks_back_as_far_as_the_service_lists_and_the_next_one_overlaps_it()
    {
        await using var worker = await WorkerScene.StartAsync(("Overlap", "00:20:00"));
        var start = worker.Clock.GetUtcNow();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "old", start.AddHours(-23));

        var first = await worker.PassAsync();
        await worker.PassAsync();
        await worker.PassAsync();

        Assert.Equal((1, 1), (first.Failed, first.Retried));
        Assert.Equal(ShipperTaskStatus.Success, Assert.Single(worker.Tasks.Tasks).Status);
        // The second still has the task that was retried in sight; the third goes on from where that one began.
        Assert.Equal([start.AddHours(-24), start.AddHours(-23).AddMinutes(-20), start.AddMinutes(5 - 20)], worker.WindowStarts);
    }

    [Fact]
    public async Task A_task_that_the_service_lists_late_is_found_by_the_overlap()
    {
        await using var worker = await WorkerScene.StartAsync(("Overlap", "00:20:00"));
        await worker.PassAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "late", worker.Clock.GetUtcNow().AddMinutes(-5 - 19));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "too-late", worker.Clock.GetUtcNow().AddMinutes(-5 - 21));

        Assert.Equal(1, (await worker.PassAsync()).Retried);
        Assert.Equal("too-late", Assert.Single(worker.Tasks.Tasks, task => task.Status == ShipperTaskStatus.Fail).Id);
    }

    [Fact]
    public async Task A_task_that_runs_long_stays_in_sight_until_it_has_failed()
    {
        await using var worker = await WorkerScene.StartAsync(("Overlap", "00:00:01"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "long", worker.Clock.GetUtcNow().AddMinutes(-1));
        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Running;
        await worker.PassAsync();
        await worker.PassAsync();
        var retries = worker.Fixture.Requests.Count(request => request.Method == "PUT");
        await worker.PassAsync();

        Assert.Equal(1, retries);
        Assert.Equal(worker.Tasks.Tasks[0].CreatedAt.AddSeconds(-1), worker.WindowStarts.Last());
    }

    [Fact]
    public async Task Gives_up_on_a_task_after_so_many_tries_and_says_so_once()
    {
        await using var worker = await WorkerScene.StartAsync(("MaxTries", "2"));
        worker.Tasks.AddTasks(3, ShipperTaskStatus.Fail, code: "UnAuthorized", message: "No grant.");
        worker.Tasks.RetryOutcome = _ => ShipperTaskStatus.Fail;

        var passes = new List<(int Retried, int FailedAgain, int GivenUp)>();
        for (var i = 1; i <= 4; i++)
        {
            var report = await worker.PassAsync(i);
            passes.Add((report.Retried, report.FailedAgain, report.GivenUp));
        }

        Assert.Equal([(3, 0, 0), (3, 3, 0), (0, 0, 3), (0, 0, 3)], passes);
        Assert.Equal(2, worker.Fixture.Requests.Count(request => request.Method == "PUT"));
        var told = Assert.Single(worker.Logs, log => log.Id == 3);
        Assert.Equal((LogLevel.Warning, $"{Sample.Shipper}: gave up on 3 tasks after 2 tries; one says: UnAuthorized No grant."), (told.Level, told.Text));
    }

    [Fact]
    public async Task Retries_in_tens_and_counts_only_what_the_service_took()
    {
        await using var worker = await WorkerScene.StartAsync(("MaxTries", "1"));
        worker.Tasks.AddTasks(25, ShipperTaskStatus.Fail);
        worker.Fixture.Service.FailNext(
            Testing.FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid), when: static request => request.Method == "PUT");

        var first = await worker.PassAsync();
        var second = await worker.PassAsync();

        Assert.Equal((15, typeof(LogServiceInvalidRequestException)), (first.Retried, first.Error!.GetType()));
        Assert.Equal((10, 0, (Exception?)null), (second.Retried, second.GivenUp, second.Error));
    }

    [Fact]
    public async Task A_pass_over_a_shipper_without_failures_costs_two_requests()
    {
        await using var worker = await WorkerScene.StartAsync();
        worker.Tasks.AddTasks(50, ShipperTaskStatus.Success);

        await worker.PassAsync();

        Assert.Equal(2, worker.Fixture.Requests.Count);
    }

    [Fact]
    public async Task One_shippers_error_does_not_stop_the_others()
    {
        await using var worker = await WorkerScene.StartAsync(("Shippers:0", "test-project/test-logstore/nobody"), ("Shippers:1", Sample.Shipper.ToString()), ("MaxConcurrency", "1"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail);

        Assert.Equal(1, (await worker.PassAsync()).Retried);
        Assert.Contains(worker.Logs, log => log is { Id: 4, Level: LogLevel.Warning } && log.Text.StartsWith("test-project/test-logstore/nobody", StringComparison.Ordinal));
        Assert.Contains(worker.Logs, log => log is { Id: 1 } && log.Text.Contains("2 shippers, 1 tasks retried, 0 given up so far, 1 shippers not", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_failed_pass_did_not_see_is_seen_by_the_next()
    {
        await using var worker = await WorkerScene.StartAsync(("Overlap", "00:00:01"));
        await worker.PassAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, createdAt: worker.Clock.GetUtcNow().AddMinutes(-1));
        worker.Fixture.FailWith(HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized);

        Assert.IsType<LogServiceAuthenticationException>((await worker.PassAsync()).Error);
        Assert.Equal(1, (await worker.PassAsync()).Retried);
    }
}
