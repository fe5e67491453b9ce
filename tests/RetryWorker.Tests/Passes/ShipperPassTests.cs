using System.Net;
using Microsoft.Extensions.Logging;
using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Testing;
using ShipperClient.Worker.Reports;

namespace RetryWorker.Tests.Passes;

/// <summary>What one pass lists, retries and leaves alone.</summary>
public class ShipperPassTests
{
    [Fact]
    public async Task First_pass_reaches_back_as_far_as_the_service_lists_and_the_next_one_overlaps_it()
    {
        await using var worker = await WorkerFixture.StartAsync(("Overlap", "00:20:00"));
        var start = worker.Clock.GetUtcNow();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "old", start.AddHours(-23));

        var first = await worker.PassAsync();
        await worker.PassAsync();
        await worker.PassAsync();

        Assert.Equal((1, 1), (first.Failed, first.Retried));
        Assert.Equal(ShipperTaskStatus.Success, Assert.Single(worker.Tasks.Tasks).Status);
        // The second still has the retried task in its window; the third continues from the start of the second.
        Assert.Equal([start.AddHours(-24), start.AddHours(-23).AddMinutes(-20), start.AddMinutes(5 - 20)], worker.WindowStarts);
    }

    [Fact]
    public async Task Task_that_the_service_lists_late_is_found_by_the_overlap()
    {
        await using var worker = await WorkerFixture.StartAsync(("Overlap", "00:20:00"));
        await worker.PassAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "late", worker.Clock.GetUtcNow().AddMinutes(-5 - 19));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "too-late", worker.Clock.GetUtcNow().AddMinutes(-5 - 21));

        Assert.Equal(1, (await worker.PassAsync()).Retried);
        Assert.Equal("too-late", Assert.Single(worker.Tasks.Tasks, static task => task.Status == ShipperTaskStatus.Fail).Id);
    }

    [Fact]
    public async Task Task_that_runs_long_stays_in_the_window_until_it_has_failed()
    {
        await using var worker = await WorkerFixture.StartAsync(("Overlap", "00:00:01"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "long", worker.Clock.GetUtcNow().AddMinutes(-1));
        worker.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Running;
        await worker.PassAsync();
        await worker.PassAsync();
        var retries = worker.Retries;
        await worker.PassAsync();

        Assert.Equal(1, retries);
        Assert.Equal(worker.Tasks.Tasks[0].CreatedAt.AddSeconds(-1), worker.WindowStarts.Last());
    }

    [Fact]
    public async Task Pass_gives_up_on_a_task_whose_tries_are_used_up_and_logs_it_once()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "2"));
        worker.Tasks.AddTasks(3, ShipperTaskStatus.Fail, code: "UnAuthorized", message: "No grant.");
        worker.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Fail;

        var passes = new List<(int Retried, int FailedAgain, int GivenUp)>();
        for (var i = 1; i <= 4; i++)
        {
            var report = await worker.PassAsync();
            passes.Add((report.Retried, report.FailedAgain, report.GivenUp));
        }

        Assert.Equal([(3, 0, 0), (3, 3, 0), (0, 0, 3), (0, 0, 3)], passes);
        Assert.Equal(2, worker.Retries);
        var log = Assert.Single(worker.Logs, static log => log.Id == 3);
        Assert.Equal((LogLevel.Warning, $"{WorkerFixture.Shipper}: gave up on 3 tasks after 2 tries; the first: UnAuthorized No grant."), (log.Level, log.Text));
    }

    [Fact]
    public async Task Pass_logs_the_text_of_the_service_on_one_line_that_moves_no_cursor()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "1"));
        worker.Tasks.AddTasks(1, ShipperTaskStatus.Fail, code: "Bad\u001b[2J", message: $"first\r\n12:00:00 info: forged \u202E\u200B\u2028\U000E0041{new string('x', 60_000)}");
        worker.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Fail;

        await worker.PassAsync();
        await worker.PassAsync();

        var log = Assert.Single(worker.Logs, static log => log.Id == 3);
        Assert.Contains("; the first: Bad [2J first  12:00:00 info: forged     xxx", log.Text, StringComparison.Ordinal);
        Assert.InRange(log.Text.Length, 500, 700);
    }

    [Fact]
    public async Task Pass_counts_only_the_tries_that_the_service_accepted()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "1"));
        worker.Tasks.AddTasks(25, ShipperTaskStatus.Fail);
        worker.Service.FailNext(
            FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid), when: static request => request.Method == "PUT" && request.BodyText.Split(',').Length == 10);

        var first = await worker.PassAsync();
        var second = await worker.PassAsync();

        Assert.Equal((15, PassOutcome.Incomplete, LogServiceErrorCodes.ParameterInvalid), (first.Retried, first.Outcome, first.ErrorType));
        Assert.Equal((10, 0, PassOutcome.Completed), (second.Retried, second.GivenUp, second.Outcome));
    }

    [Fact]
    public async Task Pass_retries_four_batches_at_a_time_and_saves_their_tries_before_it_is_stopped()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTasks(100, ShipperTaskStatus.Fail);
        worker.Service.FailNext(FakeFault.Drip(TimeSpan.FromDays(1)), count: 100, when: static request => request.Method == "PUT");
        using var stop = new CancellationTokenSource();
        await worker.StartWorkerAsync();

        var pass = worker.RunJobAsync(WorkerFixture.Shipper, stop.Token);
        await worker.ReceivedAsync(3 + 4);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
        Assert.Equal(4, worker.Retries);
        Assert.Equal(40, (await File.ReadAllTextAsync(worker.StateFile)).Split("\"tries\":1").Length - 1);
    }

    [Fact]
    public async Task Try_is_saved_before_the_service_is_asked()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "a");
        var saved = "";
        worker.Service.FailNext(FakeFault.Latency(TimeSpan.Zero), when: request =>
        {
            saved = request.Method == "PUT" ? File.ReadAllText(worker.StateFile) : saved;
            return false;
        });

        await worker.PassAsync();

        Assert.Contains("\"tries\":1", saved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_whose_retry_timed_out_counts_as_tried()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "1"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "a");
        worker.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Fail;
        worker.Service.FailNext(FakeFault.Reset(served: true), count: 4, when: static request => request.Method == "PUT");

        var first = await worker.PassAsync();
        var second = await worker.PassAsync();

        Assert.Equal((0, PassOutcome.Unreachable), (first.Retried, first.Outcome));
        Assert.Equal((0, 1), (second.Retried, second.GivenUp));
    }

    [Fact]
    public async Task Pass_over_a_shipper_without_failures_costs_one_request()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTasks(50, ShipperTaskStatus.Success);

        await worker.PassAsync();

        Assert.Single(worker.Requests);
    }

    [Fact]
    public async Task Pass_lists_failures_once()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTasks(3, ShipperTaskStatus.Fail);

        await worker.PassAsync();

        Assert.Single(worker.Requests, static request => request.Query.Contains("status=fail", StringComparison.Ordinal));
        Assert.Equal(4, worker.Requests.Count);
    }

    [Fact]
    public async Task Lag_goes_by_the_newest_of_more_successes_than_a_page_has()
    {
        await using var worker = await WorkerFixture.StartAsync();
        var newest = worker.Clock.GetUtcNow().AddMinutes(-1);
        worker.Tasks.AddTasks(1200, ShipperTaskStatus.Success, newest.AddMinutes(-1199), TimeSpan.FromMinutes(1));

        Assert.Equal(newest, (await worker.PassAsync()).LastDataReceivedAt);
    }

    [Fact]
    public async Task Error_of_one_shipper_does_not_stop_the_others()
    {
        await using var worker = await WorkerFixture.StartAsync(
            ("Shippers:0", "ali-test-project/test-logstore/nobody"), ("Shippers:1", WorkerFixture.Shipper.ToString()), ("MaxConcurrency", "1"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail);

        Assert.Equal(1, (await worker.PassAsync()).Retried);
        Assert.Contains(worker.Logs, static log => log is { Id: 4, Level: LogLevel.Warning } && log.Text.StartsWith("ali-test-project/test-logstore/nobody", StringComparison.Ordinal));
        Assert.Contains(worker.Logs, static log => log is { Id: 1 } && log.Text.Contains("2 shippers, 1 tasks retried, 0 given up, 1 shippers with an error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_failed_pass_missed_is_found_by_the_next()
    {
        await using var worker = await WorkerFixture.StartAsync(("Overlap", "00:00:01"));
        await worker.PassAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, createdAt: worker.Clock.GetUtcNow().AddMinutes(-1));
        worker.FailNext(HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized);

        Assert.Equal(LogServiceErrorCodes.Unauthorized, (await worker.PassAsync()).ErrorType);
        Assert.Equal(1, (await worker.PassAsync()).Retried);
    }
}
