using ShipperClient.Testing;

namespace ShipperClient.Tests;

/// <summary>The end of a client, and what it tells of itself before.</summary>
public class DisposeTests
{
    [Fact]
    public async Task A_call_that_runs_while_its_client_ends_is_told_so()
    {
        await using var scene = await Scene.StartAsync();
        var client = scene.Client();
        scene.Fail(FakeFault.Latency(TimeSpan.FromHours(1)));
        var call = client.GetShipperStatusAsync(scene.Query);
        await scene.ArrivedAsync(1);

        client.Dispose();
        client.Dispose();

        Assert.Equal("LogServiceClient was disposed while the call was under way.", (await Assert.ThrowsAsync<ObjectDisposedException>(() => call)).Message);
        Assert.Throws<ObjectDisposedException>(() => { _ = client.GetShipperStatusAsync(scene.Query); });
        Assert.Single(scene.Requests);
    }

    [Fact]
    public async Task A_client_tells_the_look_back_and_the_clock_that_it_was_given()
    {
        await using var scene = await Scene.StartAsync();

        var client = scene.Client(options => options.StatusLookback = TimeSpan.FromHours(36));

        Assert.Equal((TimeSpan.FromHours(36), scene.Clock.GetUtcNow()), (client.StatusLookback, client.Clock.GetUtcNow()));
    }

    [Fact]
    public void A_client_of_nothing_is_not_made() => Assert.Throws<ArgumentNullException>("options", static () => LogServiceClient.Create(null!));
}
