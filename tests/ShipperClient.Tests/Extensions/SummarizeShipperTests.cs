namespace ShipperClient.Tests.Extensions;

public class SummarizeShipperTests
{
    [Fact]
    public async Task Tells_statistics_failures_by_reason_the_ends_and_the_lag()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var now = fixture.Clock.GetUtcNow();
        fixture.Tasks.AddTask(ShipperTaskStatus.Success, "old", now.AddHours(-5), lastDataReceivedAt: now.AddHours(-5));
        fixture.Tasks.AddTask(ShipperTaskStatus.Success, "new", now.AddHours(-2), lastDataReceivedAt: now.AddMinutes(-50));
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "first", now.AddHours(-4), "UnAuthorized");
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "second", now.AddHours(-3), "UnAuthorized", "The role may not write.");
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "third", now.AddHours(-1), "ConfigNotExist", "Gone.", lastDataReceivedAt: now.AddMinutes(-40));
        fixture.Tasks.AddTask(ShipperTaskStatus.Running, "busy", now.AddMinutes(-1));

        var summary = await fixture.Client().SummarizeShipperAsync(Sample.Shipper, now.AddHours(-6), now);

        Assert.Equal(Sample.Shipper, summary.Shipper);
        Assert.Equal(new ShipperTaskStatistics(Running: 1, Success: 2, Fail: 3), summary.Statistics);
        Assert.Equal(
            [
                new ShipperFailureGroup(ShipperFailureReason.Unauthorized, 2, "The role may not write.", now.AddHours(-3)),
                new ShipperFailureGroup(ShipperFailureReason.ConfigNotExist, 1, "Gone.", now.AddHours(-1)),
            ],
            summary.Failures);
        Assert.Equal(("first", "new"), (summary.OldestFailure!.Id, summary.NewestSuccess!.Id));
        Assert.Equal((now.AddMinutes(-40), TimeSpan.FromMinutes(40)), (summary.LastDataReceivedAt, summary.Lag));
        Assert.Equal(2, fixture.Requests.Count);
    }

    [Fact]
    public async Task The_newest_success_is_found_at_either_end_of_a_long_list()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var now = fixture.Clock.GetUtcNow();
        fixture.Tasks.AddTasks(2_000, ShipperTaskStatus.Success, now.AddHours(-3), TimeSpan.FromSeconds(1));

        var summary = await fixture.Client().SummarizeShipperAsync(Sample.Shipper, now.AddHours(-6), now);

        Assert.Equal(now.AddHours(-3).AddSeconds(1_999), summary.NewestSuccess!.CreatedAt);
        Assert.Equal(2_000, summary.Statistics.Success);
        Assert.Equal(3, fixture.Requests.Count);
    }

    [Fact]
    public async Task The_failed_and_the_successful_tasks_are_asked_for_at_the_same_time()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(Testing.FakeFault.Latency(TimeSpan.FromSeconds(9.5)), count: 2);

        var summary = fixture.Client().SummarizeShipperAsync(Sample.Shipper, fixture.Query.From, fixture.Query.To);
        await fixture.ArrivedAsync(2); // neither has its response

        fixture.Clock.Advance(TimeSpan.FromSeconds(9.5));
        Assert.Empty((await summary).Failures);
    }

    [Theory]
    [InlineData("status=success")]
    [InlineData("status=fail")]
    public async Task Error_of_either_call_ends_the_other(string failing)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(Testing.FakeFault.Error(System.Net.HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist), 1, request => request.Query.Contains(failing, StringComparison.Ordinal));

        await Assert.ThrowsAsync<LogServiceNotFoundException>(() => fixture.Client().SummarizeShipperAsync(Sample.Shipper, fixture.Query.From, fixture.Query.To));
    }

    [Fact]
    public async Task The_order_of_the_list_changes_nothing()
    {
        var now = Sample.Now;
        var client = new Listing(
            new ShipperTask { Id = "s1", Status = ShipperTaskStatus.Success, CreatedAt = now.AddHours(-3), LastDataReceivedAt = now.AddHours(-3) },
            new ShipperTask { Id = "s2", Status = ShipperTaskStatus.Success, CreatedAt = now.AddHours(-1), LastDataReceivedAt = now.AddHours(-1) },
            new ShipperTask { Id = "s3", Status = ShipperTaskStatus.Success, CreatedAt = now.AddHours(-2), LastDataReceivedAt = now.AddHours(-2) },
            new ShipperTask { Id = "f1", Status = ShipperTaskStatus.Fail, CreatedAt = now.AddHours(-2), FailureReason = ShipperFailureReason.ConfigNotExist, Message = "one" },
            new ShipperTask { Id = "f2", Status = ShipperTaskStatus.Fail, CreatedAt = now.AddHours(-3), FailureReason = ShipperFailureReason.ConfigNotExist, Message = "two" },
            new ShipperTask { Id = "f3", Status = ShipperTaskStatus.Fail, CreatedAt = now.AddHours(-1), FailureReason = ShipperFailureReason.Unauthorized, Message = "three" },
            new ShipperTask { Id = "f4", Status = ShipperTaskStatus.Fail, CreatedAt = now.AddHours(-1), FailureReason = ShipperFailureReason.Unauthorized });

        var summary = await client.SummarizeShipperAsync(Sample.Shipper, now.AddHours(-6), now);

        Assert.Equal(("s2", "f2", now.AddHours(-1)), (summary.NewestSuccess!.Id, summary.OldestFailure!.Id, summary.LastDataReceivedAt));
        Assert.Equal(
            new[] { (ShipperFailureReason.Unauthorized, "three", now.AddHours(-1)), (ShipperFailureReason.ConfigNotExist, "one", now.AddHours(-2)) }.OrderBy(static group => group.Item1),
            summary.Failures.Select(static group => (group.Reason, group.SampleMessage!, group.NewestAt)));
        Assert.All(client.Sizes, static size => Assert.Equal(ShipperStatusQuery.MaxSize, size));
    }

    [Fact]
    public async Task An_empty_window_has_nothing_to_tell()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        var summary = await fixture.Client().SummarizeShipperAsync(Sample.Shipper, fixture.Query.From, fixture.Query.To);

        Assert.Equal((new ShipperTaskStatistics(0, 0, 0), 0), (summary.Statistics, summary.Failures.Count));
        Assert.Null(summary.OldestFailure ?? summary.NewestSuccess);
        Assert.Null(summary.LastDataReceivedAt);
        Assert.Null(summary.Lag);
    }

    [Fact]
    public async Task The_lag_goes_by_the_services_clock()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(2));
        fixture.Tasks.AddTask(lastDataReceivedAt: fixture.Clock.GetUtcNow());
        var client = fixture.Client();
        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);

        var now = client.Clock.GetUtcNow();
        var summary = await client.SummarizeShipperAsync(Sample.Shipper, now.AddHours(-6), now);

        Assert.Equal(TimeSpan.FromHours(2), summary.Lag);
    }

    [Fact]
    public async Task Missing_arguments_and_bad_windows_are_refused()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        await Assert.ThrowsAsync<ArgumentNullException>(() => fixture.Client().SummarizeShipperAsync(null!, default, default));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => fixture.Client().SummarizeShipperAsync(Sample.Shipper, fixture.Query.To, fixture.Query.From));
        Assert.Empty(fixture.Requests);
    }

    private sealed class Listing(params ShipperTask[] tasks) : LogServiceClient
    {
        public List<int> Sizes { get; } = [];

        public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
        {
            Sizes.Add(query.Size);
            var page = tasks.Where(task => task.Status == query.Status).Skip(query.Offset).ToList();
            return Task.FromResult(new ShipperStatusPage(page.Count, query.Offset + page.Count, new ShipperTaskStatistics(0, 3, 4), page));
        }
    }
}
