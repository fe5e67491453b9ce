namespace ShipperClient.Tests.Client;

/// <summary>A client made of options is what they say.</summary>
public class CreateTests
{
    [Fact]
    public async Task Client_has_the_look_back_and_the_clock_of_its_options()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        var client = fixture.Client(options => options.StatusLookback = TimeSpan.FromHours(36));

        Assert.Equal((TimeSpan.FromHours(36), fixture.Clock.GetUtcNow()), (client.StatusLookback, client.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Every_request_has_the_user_agent()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        await fixture.Client().GetShipperStatusAsync(fixture.Query);

        Assert.StartsWith("ShipperClient/", Assert.Single(fixture.Requests).Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public void Create_without_options_throws() => Assert.Throws<ArgumentNullException>("options", static () => LogServiceClient.Create(null!));
}
