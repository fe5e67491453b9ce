using System.Diagnostics;
using ShipperClient.WireMock.Tests.Support;
using WireMock.ResponseBuilders;

namespace ShipperClient.WireMock.Tests;

/// <summary>Responses that come late. The delays are WireMock's and real, so the bounds are wide.</summary>
public sealed class DelayTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(0.5);

    // The least that each delay can be.
    [Theory]
    [InlineData(200, 200)]
    [InlineData(50, 200)]
    public async Task A_response_within_the_attempts_time_is_awaited(int fromMilliseconds, int toMilliseconds)
    {
        Server.Given(Get).WithTitle("late").RespondWith(Delayed(Json(Page), fromMilliseconds, toMilliseconds));
        var client = Client(Patient);
        var watch = Stopwatch.StartNew();

        var page = await client.GetShipperStatusAsync(QueryUntilNow);

        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(fromMilliseconds - 1), Patient);
        Assert.Single(page.Tasks);
        Assert.Single(Requests);
    }

    [Theory]
    [InlineData(4_000, 4_000)]
    [InlineData(4_000, 5_000)]
    public async Task A_response_after_the_attempts_time_is_abandoned_and_requested_again(int fromMilliseconds, int toMilliseconds)
    {
        Server.Given(Get).WithTitle("late").RespondWith(Delayed(Json(Page), fromMilliseconds, toMilliseconds));
        var client = Client(Impatient);
        var watch = Stopwatch.StartNew();

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(QueryUntilNow));

        Assert.InRange(watch.Elapsed, 1.9 * Impatient, Patient);
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Equal((true, "Log Service did not answer within 0.5 s. Try again later."), (exception.IsTransient, exception.Message));
        Assert.Equal(2, (await AnsweredAsync(2)).Count);
    }

    // A scenario would not do: WireMock moves it on when the response is ready, which is after the second request.
    [Fact]
    public async Task A_response_that_is_late_once_is_recovered_from_by_the_retry()
    {
        var requests = 0;
        using var end = new SemaphoreSlim(0);
        var late = Json(Page).WithCallback(async _ =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                await end.WaitAsync();
            }

            return new global::WireMock.ResponseMessage { BodyData = new global::WireMock.Util.BodyData { BodyAsString = Page, DetectedBodyType = global::WireMock.Types.BodyType.String } };
        });
        Server.Given(Get).WithTitle("late once").RespondWith(late);

        var page = await Client(TimeSpan.FromSeconds(3)).GetShipperStatusAsync(QueryUntilNow);

        Assert.Single(page.Tasks);
        Assert.Equal(2, requests);
        end.Release();
        await AnsweredAsync(2);
    }

    [Fact]
    public async Task The_total_time_ends_a_call_whatever_retries_remain()
    {
        Server.Given(Get).WithTitle("late").RespondWith(Json(Page).WithDelay(TimeSpan.FromSeconds(4)));
        var client = Client(Impatient, options => (options.MaxRetryAttempts, options.TotalTimeout) = (20, TimeSpan.FromSeconds(1.25)));
        var watch = Stopwatch.StartNew();

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(QueryUntilNow));

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.2), Patient);
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.StartsWith("The call was not answered within 1.25 s. Try again later. ", exception.Message, StringComparison.Ordinal);
        await AnsweredAsync(2);
    }

    private static IResponseBuilder Delayed(IResponseBuilder response, int fromMilliseconds, int toMilliseconds) =>
        fromMilliseconds == toMilliseconds ? response.WithDelay(fromMilliseconds) : response.WithRandomDelay(fromMilliseconds, toMilliseconds);

    private LogServiceClient Client(TimeSpan attemptTimeout, Action<LogServiceClientOptions>? configure = null) => Client(options =>
    {
        options.TimeProvider = TimeProvider.System;
        options.AttemptTimeout = attemptTimeout;
        options.TotalTimeout = TimeSpan.FromMinutes(1);
        configure?.Invoke(options);
    });
}
