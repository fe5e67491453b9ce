using System.Net;

namespace ShipperClient.Tests;

public class CircuitTests
{
    [Fact]
    public async Task Twenty_attempts_that_found_the_service_unavailable_stop_the_next_for_five_seconds()
    {
        await using var scene = await Scene.StartAsync();
        var client = scene.Client(options => options.MaxRetryAttempts = 0);
        await FailAsync(scene, client, 20);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(scene.Query));
        Assert.Contains("nothing is sent", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
        Assert.IsAssignableFrom<LogServiceException>(exception.InnerException);
        Assert.Equal(20, scene.Requests.Count);

        scene.Clock.Advance(TimeSpan.FromSeconds(4.9));
        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(scene.Query));
        Assert.Equal(20, scene.Requests.Count);

        scene.Clock.Advance(TimeSpan.FromSeconds(0.2));
        await client.GetShipperStatusAsync(scene.Query);
        await client.GetShipperStatusAsync(scene.Query);
        Assert.Equal(22, scene.Requests.Count);
    }

    [Fact]
    public async Task While_it_is_open_a_call_fails_at_once_and_is_not_retried()
    {
        await using var scene = await Scene.StartAsync();
        var client = scene.Client(options => options.MaxRetryAttempts = 3);
        scene.FailWith(HttpStatusCode.InternalServerError, LogServiceErrorCodes.InternalServerError, count: 20);
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(scene.Query));
        }

        Assert.Equal(20, scene.Requests.Count);
        var waits = scene.Clock.DueTimes.Count(due => due < TimeSpan.FromSeconds(9));
        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(scene.Query));

        Assert.Equal(20, scene.Requests.Count);
        Assert.Equal(waits, scene.Clock.DueTimes.Count(due => due < TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public async Task It_stays_closed_while_more_than_half_of_the_attempts_are_answered()
    {
        await using var scene = await Scene.StartAsync();
        var client = scene.Client(options => options.MaxRetryAttempts = 0);
        for (var i = 0; i < 25; i++)
        {
            await client.GetShipperStatusAsync(scene.Query);
        }

        await FailAsync(scene, client, 24);
        await client.GetShipperStatusAsync(scene.Query);
    }

    [Theory]
    [InlineData(429, LogServiceErrorCodes.ReadQuotaExceed)]
    [InlineData(404, LogServiceErrorCodes.ShipperNotExist)]
    [InlineData(401, LogServiceErrorCodes.SignatureNotMatch)]
    [InlineData(400, LogServiceErrorCodes.ParameterInvalid)]
    public async Task Throttling_and_the_callers_errors_do_not_count(int status, string code)
    {
        await using var scene = await Scene.StartAsync();
        var client = scene.Client(options => options.MaxRetryAttempts = 0);
        await FailAsync(scene, client, 40, status, code);

        await client.GetShipperStatusAsync(scene.Query);
    }

    private static async Task FailAsync(Scene scene, LogServiceClient client, int count, int status = 503, string code = LogServiceErrorCodes.ServerBusy)
    {
        scene.FailWith((HttpStatusCode)status, code, count);
        for (var i = 0; i < count; i++)
        {
            var exception = await Assert.ThrowsAnyAsync<LogServiceException>(() => client.GetShipperStatusAsync(scene.Query));
            Assert.Equal(code, exception.ErrorCode);
        }
    }
}
