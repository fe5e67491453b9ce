using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Pipeline;

public class RetryTests
{
    public static TheoryData<string, FakeFault> PassingFaults => new()
    {
        { "408", FakeFault.Reply(HttpStatusCode.RequestTimeout) },
        { "429", FakeFault.Reply((HttpStatusCode)429) },
        { "500", FakeFault.Reply(HttpStatusCode.InternalServerError, "oops", "text/plain") },
        { "502", FakeFault.Reply(HttpStatusCode.BadGateway, "<html>Bad gateway</html>", "text/html") },
        { "503", FakeFault.Reply(HttpStatusCode.ServiceUnavailable, "") },
        { "504", FakeFault.Reply(HttpStatusCode.GatewayTimeout) },
        { "throttled by code, 403", FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.ReadQuotaExceed) },
        { "throttled by code, 400", FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.MetaOperationQpsLimitExceeded) },
        { "RequestTimeout, 400", FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.RequestTimeout) },
        { "ServerBusy, 400", FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.ServerBusy) },
        { "reset", FakeFault.Reset() },
        { "truncated", FakeFault.Truncated() },
        { "overlong", FakeFault.Oversized((16 * 1024 * 1024) + 1) },
        { "overlong without a length", FakeFault.Oversized((16 * 1024 * 1024) + 1, chunked: true) },
        { "not the compression it says", FakeFault.Reply(HttpStatusCode.OK, "no gzip", headers: [new("Content-Encoding", "gzip")]) },
    };

    public static TheoryData<HttpStatusCode, string> LastingErrors => new()
    {
        { HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid },
        { HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist },
        { HttpStatusCode.Unauthorized, LogServiceErrorCodes.SignatureNotMatch },
        { HttpStatusCode.Forbidden, LogServiceErrorCodes.ProjectForbidden },
        { HttpStatusCode.NotImplemented, "" },
    };

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Transient_error_is_retried(string what, FakeFault fault)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail);
        fixture.Fail(fault, count: 3);

        var page = await fixture.Client().GetShipperStatusAsync(fixture.Query);

        Assert.True(page.Total == 1, what);
        Assert.Equal(4, fixture.Requests.Count);
        Assert.All(fixture.Requests, request => Assert.Equal(SignatureVerdict.Valid, request.SignatureVerdict));
    }

    [Theory]
    [MemberData(nameof(LastingErrors))]
    public async Task Permanent_error_is_thrown_at_once(HttpStatusCode status, string code)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.FailWith(status, code);

        var exception = await Assert.ThrowsAnyAsync<LogServiceException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query));

        Assert.Single(fixture.Requests);
        Assert.Equal((status, false), (exception.StatusCode, exception.IsTransient));
    }

    [Fact]
    public async Task Call_throws_the_services_error_after_three_retries()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.FailWith(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, count: 10);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query));

        Assert.Equal(4, fixture.Requests.Count);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, true), (exception.StatusCode, exception.ErrorCode, exception.IsTransient));
    }

    [Fact]
    public async Task Call_without_retries_makes_one_attempt()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.FailWith(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy);

        await Assert.ThrowsAsync<LogServiceUnavailableException>(
            () => fixture.Client(options => options.MaxRetryAttempts = 0).GetShipperStatusAsync(fixture.Query));

        Assert.Single(fixture.Requests);
    }

    [Fact]
    public async Task Delays_grow_exponentially_with_jitter_from_half_a_second()
    {
        const int Calls = 300;
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.RetryDelay = new LogServiceClientOptions().RetryDelay);
        for (var i = 0; i < Calls; i++)
        {
            fixture.FailWith(HttpStatusCode.InternalServerError, LogServiceErrorCodes.InternalServerError, count: 3);
            await client.GetShipperStatusAsync(fixture.Query);
            fixture.Clock.Advance(TimeSpan.FromSeconds(11)); // out of the circuit's sight
        }

        var waits = fixture.Clock.DueTimes.Where(due => due < TimeSpan.FromSeconds(9)).Select(due => due.TotalSeconds).ToArray();
        Assert.Equal(3 * Calls, waits.Length);
        var average = Enumerable.Range(0, 3).Select(retry => waits.Where((_, i) => i % 3 == retry).Average()).ToArray();
        Assert.InRange(average[0], 0.3, 0.7);
        Assert.InRange(average[1] / average[0], 1.2, 2.5);
        Assert.InRange(average[2] / average[1], 1.2, 2.5);
        Assert.True(waits.Distinct().Count() > Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RetryAfter_takes_precedence_over_the_delay_of_the_client(bool asDate)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromSeconds(7), retryAfterAsDate: asDate));
        fixture.Fail(FakeFault.Error((HttpStatusCode)429, LogServiceErrorCodes.ReadQuotaExceed, retryAfter: TimeSpan.FromSeconds(6), retryAfterAsDate: asDate));

        await fixture.Client().GetShipperStatusAsync(fixture.Query);

        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(6)], fixture.Clock.DueTimes.Where(due => due < TimeSpan.FromSeconds(9)));
        Assert.Equal(3, fixture.Requests.Count);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(3600, true)]
    public async Task RetryAfter_beyond_the_total_time_out_throws_at_once(int seconds, bool asDate)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var wait = TimeSpan.FromSeconds(seconds);
        fixture.Fail(FakeFault.Error((HttpStatusCode)429, LogServiceErrorCodes.ReadQuotaExceed, retryAfter: wait, retryAfterAsDate: asDate));

        var exception = await Assert.ThrowsAsync<LogServiceThrottledException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query));

        Assert.Equal((wait, true), (exception.RetryAfter, exception.IsTransient));
        Assert.Single(fixture.Requests);
    }

    [Fact]
    public async Task Every_attempt_is_dated_and_signed_anew()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromSeconds(5)), count: 2);

        await fixture.Client().RetryShipperTasksAsync(Sample.Shipper, ["id"]);

        Assert.Equal(3, fixture.Requests.Select(request => request.Headers["Date"]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, fixture.Requests.Select(request => request.Headers["Authorization"]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(fixture.Requests, request => Assert.Equal((SignatureVerdict.Valid, """["id"]"""), (request.SignatureVerdict, request.BodyText)));
    }

    [Fact]
    public async Task Missing_connection_is_retried_and_then_thrown_with_its_cause()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(static options => options.RetryDelay = TimeSpan.FromMilliseconds(200)); // a random part of it that is below a millisecond would be no wait
        await fixture.Service.DisposeAsync();

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));

        var cause = Assert.IsType<HttpRequestException>(exception.InnerException);
        Assert.Equal($"No usable response from Log Service: {cause.Message} Check the endpoint and the network, or try again later.", exception.Message);
        Assert.Equal((null, true), (exception.StatusCode, exception.IsTransient));
        Assert.Equal(3, fixture.Clock.DueTimes.Count(due => due < TimeSpan.FromSeconds(9)));
    }
}
