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
