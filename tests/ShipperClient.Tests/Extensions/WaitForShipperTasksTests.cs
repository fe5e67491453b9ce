namespace ShipperClient.Tests.Extensions;

public class WaitForShipperTasksTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5); // passes by itself on the fixture's clock

    [Fact]
    public async Task Yields_each_task_as_it_ends_whether_well_or_not()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromSeconds(12));
        fixture.Tasks.RetryOutcome = task => task.Id == "again" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;
        string[] ids = ["good", "again", "other"];
        foreach (var id in ids)
        {
            fixture.Tasks.AddTask(ShipperTaskStatus.Fail, id, fixture.Clock.GetUtcNow().AddHours(-2), code: "UnAuthorized");
        }

        fixture.Tasks.AddTask(ShipperTaskStatus.Success, "done", fixture.Clock.GetUtcNow().AddHours(-20));
        var client = fixture.Client();
        await client.RetryShipperTasksAsync(Sample.Shipper, ids);

        var ended = new List<(string Id, ShipperTaskStatus Status, ShipperFailureReason Reason, TimeSpan After)>();
        var start = fixture.Clock.GetUtcNow();
        await foreach (var task in client.WaitForShipperTasksAsync(Sample.Shipper, [.. ids, "done", "good"], Poll, TimeSpan.FromMinutes(5)))
        {
            ended.Add((task.Id, task.Status, task.FailureReason, fixture.Clock.GetUtcNow() - start));
        }

        Assert.Equal(("done", ShipperTaskStatus.Success, ShipperFailureReason.None, TimeSpan.Zero), ended[0]);
        Assert.Equal(
            [
                ("again", ShipperTaskStatus.Fail, ShipperFailureReason.Unauthorized, TimeSpan.FromSeconds(15)),
                ("good", ShipperTaskStatus.Success, ShipperFailureReason.None, TimeSpan.FromSeconds(15)),
                ("other", ShipperTaskStatus.Success, ShipperFailureReason.None, TimeSpan.FromSeconds(15)),
            ],
            ended.Skip(1).OrderBy(task => task.Id, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Looks_at_what_runs_and_only_in_the_window_in_which_the_tasks_were_created()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromSeconds(12));
        var created = fixture.Clock.GetUtcNow().AddHours(-2);
        fixture.Tasks.AddTasks(1_000, ShipperTaskStatus.Success, fixture.Clock.GetUtcNow().AddHours(-1));
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "a", created);
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "b", created.AddMinutes(3));
        var client = fixture.Client();
        await client.RetryShipperTasksAsync(Sample.Shipper, ["a", "b"]);

        Assert.Equal(2, await client.WaitForShipperTasksAsync(Sample.Shipper, ["a", "b"], Poll, TimeSpan.FromMinutes(5)).CountAsync());

        var looks = fixture.Requests.Skip(1).Select(request => request.Query).ToList();
        var window = $"from={created.ToUnixTimeSeconds()}&to={created.ToUnixTimeSeconds() + 181}";
        Assert.Equal(5, looks.Count); // the first, which finds both on its first page; three at what runs; one whole, when they have ended
        Assert.DoesNotContain("status", looks[0], StringComparison.Ordinal);
        Assert.All(looks.Skip(1), look => Assert.StartsWith(window, look, StringComparison.Ordinal));
        Assert.Equal([true, true, true, false], looks.Skip(1).Select(look => look.Contains("status=running", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_task_that_is_not_listed_is_told_as_such_and_loses_no_other()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTask(ShipperTaskStatus.Success, "done");
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "too-old", fixture.Clock.GetUtcNow().AddHours(-30));

        var ended = await fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, ["nobody", "done", "too-old"], Poll, TimeSpan.Zero).ToListAsync();

        Assert.Equal("done nobody too-old", string.Join(' ', ended.Select(task => task.Id).Order(StringComparer.Ordinal)));
        Assert.All(ended.Where(task => task.Id != "done"), task =>
        {
            Assert.Equal(ShipperTaskStatus.Unknown, task.Status);
            Assert.Contains("no longer lists", task.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_task_that_the_wait_takes_out_of_the_look_back_is_told_as_not_listed()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Running;
        fixture.Tasks.AddTask(ShipperTaskStatus.Running, "old", fixture.Clock.GetUtcNow().AddHours(-24).AddSeconds(7));
        fixture.Tasks.AddTask(ShipperTaskStatus.Running, "young");

        List<ShipperTask> ended = [];
        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            await foreach (var task in fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, ["old", "young"], Poll, TimeSpan.FromMinutes(3)))
            {
                ended.Add(task);
            }
        });

        Assert.Equal(("old", ShipperTaskStatus.Unknown), (Assert.Single(ended).Id, ended[0].Status));
    }

    [Fact]
    public async Task Where_all_tasks_leave_the_look_back_all_are_told_as_not_listed()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTask(ShipperTaskStatus.Running, "old", fixture.Clock.GetUtcNow().AddHours(-24).AddSeconds(7));

        var ended = await fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, ["old"], Poll, TimeSpan.FromMinutes(3)).ToListAsync();

        Assert.Equal(("old", ShipperTaskStatus.Unknown), (Assert.Single(ended).Id, ended[0].Status));
    }

    [Fact]
    public async Task The_last_look_is_at_the_end_of_the_time()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromSeconds(7));
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "late");
        var client = fixture.Client();
        await client.RetryShipperTasksAsync(Sample.Shipper, ["late"]);

        Assert.Equal("late", Assert.Single(await client.WaitForShipperTasksAsync(Sample.Shipper, ["late"], Poll, TimeSpan.FromSeconds(8)).ToListAsync()).Id);
    }

    [Theory]
    [InlineData(2, "2 of the tasks are still running after 00:00:00: t00, t01.")]
    [InlineData(10, "10 of the tasks are still running after 00:00:00: t00, t01, t02, t03, t04, t05, t06, t07, t08, t09.")]
    [InlineData(11, "11 of the tasks are still running after 00:00:00: t00, t01, t02, t03, t04, t05, t06, t07, t08, t09, ….")]
    public async Task Who_is_still_running_is_told_up_to_ten(int count, string message)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        string[] ids = [.. Enumerable.Range(0, count).Select(static i => $"t{i:00}")];
        foreach (var id in ids)
        {
            fixture.Tasks.AddTask(ShipperTaskStatus.Running, id);
        }

        var exception = await Assert.ThrowsAsync<TimeoutException>(async () => await fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, ids, Poll, TimeSpan.Zero).ToListAsync());

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task Time_that_runs_out_is_told_after_those_that_ended()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTask(ShipperTaskStatus.Running, "stuck");
        fixture.Tasks.AddTask(ShipperTaskStatus.Success, "done");
        List<string> ended = [];

        var exception = await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            await foreach (var task in fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, ["stuck", "done"], Poll, TimeSpan.FromSeconds(22)))
            {
                ended.Add(task.Id);
            }
        });

        Assert.Equal(["done"], ended);
        Assert.Contains("stuck", exception.Message, StringComparison.Ordinal);
        Assert.Equal(6, fixture.Requests.Count); // at 0, 5, 10, 15, 20 and 22 s
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_between_two_looks()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTask(ShipperTaskStatus.Running, "stuck");
        using var cancelling = new CancellationTokenSource();
        var wait = fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, ["stuck"], TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan, cancelling.Token).ToListAsync();
        await fixture.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(30));

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await wait);
    }

    [Fact]
    public async Task Bad_arguments_are_refused_at_the_call_and_no_ids_are_nothing_to_wait_for()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();

        Assert.Throws<ArgumentNullException>(() => client.WaitForShipperTasksAsync(null!, ["a"], Poll, Poll));
        Assert.Throws<ArgumentNullException>(() => client.WaitForShipperTasksAsync(Sample.Shipper, null!, Poll, Poll));
        Assert.Equal(
            "A task id is null, empty or blank. Give ids as GetShipperStatusAsync returns them. (Parameter 'taskIds')",
            Assert.Throws<ArgumentException>("taskIds", () => client.WaitForShipperTasksAsync(Sample.Shipper, [" "], Poll, Poll)).Message);
        Assert.Equal("pollInterval", Assert.Throws<ArgumentOutOfRangeException>(() => client.WaitForShipperTasksAsync(Sample.Shipper, ["a"], TimeSpan.Zero, Poll)).ParamName);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => client.WaitForShipperTasksAsync(Sample.Shipper, ["a"], Poll, -Poll)).ParamName);
        Assert.Empty(await client.WaitForShipperTasksAsync(Sample.Shipper, [], Poll, Poll).ToListAsync());
        Assert.Empty(fixture.Requests);
    }
}
