using System.Net;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Operations;

public sealed class RetryShipperTasksTests : ServiceTest
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    protected override void Configure(FakeLogServiceOptions options) => options.RetryDuration = Duration;

    [Fact]
    public async Task Failed_task_that_is_retried_runs_for_the_retry_duration_and_then_succeeds()
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a", Now, "UnAuthorized", "No grant.", dataLines: 3);
        Shipper.AddTask(ShipperTaskStatus.Fail, createdAt: Now, code: "UnAuthorized");
        Assert.Equal([ShipperFailureReason.Unauthorized, ShipperFailureReason.Unauthorized], Shipper.Tasks.Select(task => task.FailureReason));

        Assert.Equal("200 ", await RetryAsync("a", Shipper.Tasks[1].Id));
        Clock.Advance(Duration - TimeSpan.FromTicks(1));
        var running = Shipper.Tasks[0];
        Assert.Equal((ShipperTaskStatus.Running, ShipperFailureReason.None, null), (running.Status, running.FailureReason, running.FinishedAt));

        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(
            new ShipperTask
            {
                Id = "a",
                Status = ShipperTaskStatus.Success,
                CreatedAt = Now - Duration,
                LastDataReceivedAt = Now - Duration,
                FinishedAt = Now,
                DataLines = 3,
            },
            Shipper.Tasks[0]);
        Assert.Null(Shipper.Tasks[1].Code);
    }

    [Fact]
    public async Task List_and_statistics_reflect_a_retry()
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        Shipper.AddTask(ShipperTaskStatus.Fail, "b");
        await RetryAsync("a");
        Assert.Equal("""{"running":1,"success":0,"fail":1}""", (await PageAsync()).GetProperty("statistics").GetRawText());

        Clock.Advance(Duration);
        Assert.Equal("""{"running":0,"success":1,"fail":1}""", (await PageAsync()).GetProperty("statistics").GetRawText());
        Assert.Equal("a", (await PageAsync(("status", "success"))).GetProperty("tasks")[0].GetProperty("id").GetString());
        Assert.Equal("b", (await PageAsync(("status", "fail"))).GetProperty("tasks")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Retry_ends_when_it_is_due_however_late_it_is_read()
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        await RetryAsync("a");
        var due = Now + Duration;
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(due, Shipper.Tasks[0].FinishedAt);
    }

    [Fact]
    public async Task Change_of_the_services_clock_ends_no_retry()
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        await RetryAsync("a");
        Service.ClockOffset = TimeSpan.FromDays(1);
        Assert.Equal(ShipperTaskStatus.Running, Shipper.Tasks[0].Status);
        Clock.Advance(Duration);
        Assert.Equal(Now.AddDays(1), Shipper.Tasks[0].FinishedAt);
    }

    [Fact]
    public async Task Retry_can_fail_again_for_the_same_reason_and_be_retried_again()
    {
        Shipper.RetryOutcome = task => task.Code is "UnAuthorized" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;
        Shipper.AddTask(ShipperTaskStatus.Fail, "a", code: "UnAuthorized", message: "No grant.");
        Shipper.AddTask(ShipperTaskStatus.Fail, "b", code: "InternalServerError");
        await RetryAsync("a", "b");
        Clock.Advance(Duration);

        var again = Shipper.Tasks[0];
        Assert.Equal((ShipperTaskStatus.Fail, "UnAuthorized", "No grant.", Now), (again.Status, again.Code, again.Message, again.FinishedAt));
        Assert.Equal(ShipperTaskStatus.Success, Shipper.Tasks[1].Status);

        Shipper.RetryOutcome = _ => ShipperTaskStatus.Success;
        await RetryAsync("a");
        Clock.Advance(Duration);
        Assert.Equal(ShipperTaskStatus.Success, Shipper.Tasks[0].Status);
    }

    [Fact]
    public async Task Retry_can_run_forever()
    {
        Shipper.RetryOutcome = _ => ShipperTaskStatus.Running;
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        await RetryAsync("a");
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ShipperTaskStatus.Running, Shipper.Tasks[0].Status);
    }

    [Fact]
    public async Task Outcome_that_no_task_can_have_throws()
    {
        Shipper.RetryOutcome = _ => ShipperTaskStatus.Unknown;
        Assert.Equal(ShipperTaskStatus.Unknown, Shipper.RetryOutcome(new ShipperTask { Id = "" }));
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        await RetryAsync("a");
        Clock.Advance(Duration);
        Assert.Throws<InvalidOperationException>(() => Shipper.Tasks);
        Assert.Throws<ArgumentNullException>(() => Shipper.RetryOutcome = null!);
    }

    [Fact]
    public async Task Retry_of_ids_that_have_not_failed_or_do_not_exist_is_accepted_and_ignored()
    {
        var before = Shipper.AddTask(ShipperTaskStatus.Success, "done");
        Shipper.AddTask(ShipperTaskStatus.Running, "busy");
        var unknown = before.Id + "x";

        Assert.Equal("200 ", await RetryAsync("done", "busy", unknown, "", "busy", "0123456789abcdef0123456789abcdef"));
        Clock.Advance(Duration);

        Assert.Equal(before, Shipper.Tasks[0]);
        Assert.Equal(ShipperTaskStatus.Running, Shipper.Tasks[1].Status);
    }

    [Fact]
    public async Task Retry_accepts_ten_ids_and_refuses_eleven()
    {
        Shipper.AddTasks(11, i => new ShipperTask { Id = $"t{i}", Status = ShipperTaskStatus.Fail, CreatedAt = Now });
        var ids = Shipper.Tasks.Select(task => task.Id).ToArray();

        Assert.Contains("Each time allows 10 task retries only.", await RetryAsync(ids), StringComparison.Ordinal);
        Assert.All(Shipper.Tasks, task => Assert.Equal(ShipperTaskStatus.Fail, task.Status));

        Assert.Equal("200 ", await RetryAsync(ids[..10]));
        Assert.Equal(10, Shipper.Tasks.Count(task => task.Status == ShipperTaskStatus.Running));
    }

    [Theory]
    [InlineData("[]", "ParameterInvalid")]
    [InlineData(" ", "PostBodyInvalid")]
    [InlineData("{}", "PostBodyInvalid")]
    [InlineData("\"a\"", "PostBodyInvalid")]
    [InlineData("[1]", "PostBodyInvalid")]
    [InlineData("[\"a\",null]", "PostBodyInvalid")]
    [InlineData("[\"a\"", "PostBodyInvalid")]
    [InlineData("[\"a\"]]", "PostBodyInvalid")]
    [InlineData("[\"\\ud800\"]", "PostBodyInvalid")]
    public async Task Retry_refuses_a_body_that_is_not_a_list_of_ids(string body, string code) => await RefusesAsync(Put with { Body = body }, 400, code);

    [Fact]
    public async Task Retry_without_a_body_is_refused() => await RefusesAsync(Put with { Body = null }, 400, "PostBodyInvalid");

    [Fact]
    public async Task Success_has_no_body_and_no_content_type()
    {
        using var response = await SendAsync(Put);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((0, null), (response.Content.Headers.ContentLength, response.Content.Headers.ContentType));
    }
}
