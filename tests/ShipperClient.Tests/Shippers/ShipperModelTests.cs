namespace ShipperClient.Tests.Shippers;

public sealed class ShipperModelTests
{
    [Fact]
    public void A_query_asks_for_the_first_100_tasks_of_every_status()
    {
        var query = new ShipperStatusQuery(Sample.Shipper, Sample.Now.AddHours(-1), Sample.Now);

        Assert.Null(query.Status);
        Assert.Equal(0, query.Offset);
        Assert.Equal(100, query.Size);
        Assert.Equal(500, ShipperStatusQuery.MaxSize);
        Assert.Equal((Sample.Shipper, Sample.Now.AddHours(-1), Sample.Now), (query.Shipper, query.From, query.To));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(172_800)]
    public void A_query_of_the_last_duration_ends_now(double seconds) => Assert.Equal(
        new ShipperStatusQuery(Sample.Shipper, DateTimeOffset.MaxValue.AddSeconds(-seconds), DateTimeOffset.MaxValue),
        ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.999)]
    [InlineData(0)]
    [InlineData(-3_600)]
    [InlineData(172_800.001)]
    [InlineData(172_801)]
    public void A_duration_outside_1_second_to_48_hours_is_refused_at_the_call(double seconds) => Assert.StartsWith(
        "The window must be 1 second to 48 hours long, but is ",
        Assert.Throws<ArgumentOutOfRangeException>("duration", () => ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromSeconds(seconds))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_query_of_the_last_duration_names_a_shipper() =>
        Assert.Throws<ArgumentNullException>("shipper", static () => ShipperStatusQuery.Last(null!, TimeSpan.FromHours(1)));

    [Fact]
    public void A_task_tells_what_is_not_known_from_zero()
    {
        var task = new ShipperTask { Id = "a", Status = ShipperTaskStatus.Success, DataLines = 0, LastDataReceivedAt = Sample.Now, FinishedAt = Sample.Now };

        Assert.Equal((0, Sample.Now, Sample.Now), (task.DataLines, task.LastDataReceivedAt, task.FinishedAt));
        Assert.Equal((null, null, null), ((task with { DataLines = null }).DataLines, (task with { LastDataReceivedAt = null }).LastDataReceivedAt, (task with { FinishedAt = null }).FinishedAt));
    }

    [Fact]
    public void A_batch_succeeded_where_it_has_no_error()
    {
        var batch = new ShipperRetryBatch(Number: 1, BatchCount: 2, ["a"], Error: null);

        Assert.True(batch.Succeeded);
        Assert.False((batch with { Error = new LogServiceUnavailableException("later") }).Succeeded);
    }

    [Fact]
    public void An_unset_status_is_the_unknown_one()
    {
        Assert.Equal(ShipperTaskStatus.Unknown, default);
        Assert.Equal(ShipperFailureReason.None, default);
        Assert.Equal(LogServiceResource.Unknown, default);
    }

    [Fact]
    public void A_retry_takes_ten_ids() => Assert.Equal(10, LogServiceClient.MaxTaskIdsPerRetry);
}
