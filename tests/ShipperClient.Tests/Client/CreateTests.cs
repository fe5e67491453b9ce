using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
    public async Task Logger_factory_of_the_options_gets_what_a_container_would_log()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(watch));
        var client = fixture.Client(options => (options.LoggerFactory, options.MaxRetryAttempts) = (loggers, 0));
        fixture.FailWith(HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid);

        await Assert.ThrowsAsync<LogServiceInvalidRequestException>(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.Equal("OperationFailed", Assert.Single(watch.OwnLogs).Id.Name);
    }

    [Fact]
    public void Create_without_options_throws() => Assert.Throws<ArgumentNullException>("options", static () => LogServiceClient.Create(null!));

    [Fact]
    public void Create_reports_every_mistake_of_the_options()
    {
        var exception = Assert.Throws<OptionsValidationException>(static () => LogServiceClient.Create(new LogServiceClientOptions { MaxRetryAttempts = -1 }));

        Assert.Contains(exception.Failures, static failure => failure.Contains(nameof(LogServiceClientOptions.Endpoint), StringComparison.Ordinal));
        Assert.Contains(exception.Failures, static failure => failure.Contains(nameof(LogServiceClientOptions.MaxRetryAttempts), StringComparison.Ordinal));
    }
}
