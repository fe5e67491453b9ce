using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Pipeline;

/// <summary>Attempts that began while the circuit was closed, and end after it opened.</summary>
public class LateOutcomeTests
{
    [Fact]
    public async Task Circuit_does_not_take_the_late_success_of_an_earlier_attempt_for_its_probe()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        fixture.Fail(FakeFault.Latency(TimeSpan.FromSeconds(9.5)));
        var late = client.GetShipperStatusAsync(fixture.Query);
        await fixture.ArrivedAsync(1);
        await FailAsync(fixture, client, 20);

        fixture.Clock.Advance(TimeSpan.FromSeconds(9.5));
        await late;
        await FailAsync(fixture, client, 1); // the probe

        Assert.True((await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query))).IsCircuitOpen);
    }

    [Theory]
    [InlineData(8)] // open when the attempt ends
    [InlineData(1)] // due for a probe
    public async Task Attempt_that_fails_after_the_circuit_opened_reports_its_own_error(int secondsBeforeItOpens)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        fixture.Fail(FakeFault.Latency(TimeSpan.FromHours(1)));
        var late = client.GetShipperStatusAsync(fixture.Query);
        await fixture.ArrivedAsync(1);
        fixture.Clock.Advance(TimeSpan.FromSeconds(secondsBeforeItOpens));
        await FailAsync(fixture, client, 20);

        fixture.Clock.Advance(TimeSpan.FromSeconds(10 - secondsBeforeItOpens));
        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => late);

        Assert.Equal(("Log Service did not answer within 10 s. Try again later.", false), (exception.Message, exception.IsCircuitOpen));
        fixture.Clock.Advance(TimeSpan.FromSeconds(secondsBeforeItOpens == 8 ? 3.1 : 0)); // what comes late does not keep it open
        await client.GetShipperStatusAsync(fixture.Query);
    }

    private static async Task FailAsync(ServiceFixture fixture, LogServiceClient client, int count)
    {
        fixture.FailWith(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, count);
        for (var i = 0; i < count; i++)
        {
            Assert.False((await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query))).IsCircuitOpen);
        }
    }
}
