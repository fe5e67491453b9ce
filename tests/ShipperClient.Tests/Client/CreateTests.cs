namespace ShipperClient.Tests.Client;

/// <summary>A client made of options is what they say.</summary>
public class CreateTests
{
    [Fact]
    public async Task A_client_tells_the_look_back_and_the_clock_that_it_was_given()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        var client = fixture.Client(options => options.StatusLookback = TimeSpan.FromHours(36));

        Assert.Equal((TimeSpan.FromHours(36), fixture.Clock.GetUtcNow()), (client.StatusLookback, client.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Every_request_tells_whose_it_is()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        await fixture.Client().GetShipperStatusAsync(fixture.Query);

        Assert.StartsWith("ShipperClient/", Assert.Single(fixture.Requests).Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_of_nothing_is_not_made() => Assert.Throws<ArgumentNullException>("options", static () => LogServiceClient.Create(null!));
}
