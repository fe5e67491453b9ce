namespace ShipperClient.Tests.Client;

public class SubstituteTests
{
    [Fact]
    public async Task Substitute_answers_if_it_overrides_and_throws_if_it_does_not()
    {
        using var client = new Substitute();

        Assert.Equal(7, (await client.GetShipperStatusAsync(null!)).Total);
        Assert.Contains("Substitute", Assert.Throws<NotSupportedException>(() => { _ = client.RetryShipperTasksAsync(Sample.Shipper, ["id"]); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposed_client_throws_also_from_calls_in_progress()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(Testing.FakeFault.Latency(TimeSpan.FromHours(1)));
        var client = fixture.Client();
        var underWay = client.GetShipperStatusAsync(fixture.Query);
        await fixture.ArrivedAsync(1);

        client.Dispose();
        client.Dispose();

        Assert.Equal("LogServiceClient was disposed during the call.", (await Assert.ThrowsAsync<ObjectDisposedException>(() => underWay)).Message);
        Assert.Throws<ObjectDisposedException>(() => { _ = client.GetShipperStatusAsync(fixture.Query); });
        Assert.Throws<ObjectDisposedException>(() => { _ = client.RetryShipperTasksAsync(Sample.Shipper, ["id"]); });
    }

    private sealed class Substitute : LogServiceClient
    {
        public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ShipperStatusPage(0, 7, new ShipperTaskStatistics(0, 0, 0), []));
    }
}
