using System.Net;

namespace ShipperClient.Tests.Pipeline;

public class CircuitTests
{
    [Fact]
    public async Task Circuit_opens_for_five_seconds_after_twenty_attempts_at_an_unavailable_service()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        await FailAsync(fixture, client, 20);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));
        var last = Assert.IsType<LogServiceUnavailableException>(exception.InnerException);
        Assert.Equal(
            $"Most recent attempts for the project test-project failed because Log Service was unavailable, so nothing is sent to it for up to 5 s. Try again later. The last attempt failed: {last.Message}",
            exception.Message);
        Assert.Equal(
            (true, HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, TimeSpan.FromSeconds(5)),
            (exception.IsTransient, exception.StatusCode!.Value, exception.ErrorCode, exception.RetryAfter!.Value));
        Assert.Equal(20, fixture.Requests.Count);

        fixture.Clock.Advance(TimeSpan.FromSeconds(4.9));
        exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));
        Assert.Equal(TimeSpan.FromSeconds(0.1), exception.RetryAfter);
        Assert.Equal(20, fixture.Requests.Count);

        fixture.Clock.Advance(TimeSpan.FromSeconds(0.2));
        await client.GetShipperStatusAsync(fixture.Query);
        await client.GetShipperStatusAsync(fixture.Query);
        Assert.Equal(22, fixture.Requests.Count);
    }

    [Fact]
    public async Task Call_fails_at_once_and_is_not_retried_while_the_circuit_is_open()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 3);
        fixture.FailWith(HttpStatusCode.InternalServerError, LogServiceErrorCodes.InternalServerError, count: 20);
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));
        }

        Assert.Equal(20, fixture.Requests.Count);
        var waits = fixture.Clock.DueTimes.Count(due => due < TimeSpan.FromSeconds(9));
        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.Equal(20, fixture.Requests.Count);
        Assert.Equal(waits, fixture.Clock.DueTimes.Count(due => due < TimeSpan.FromSeconds(9)));
    }

    [Theory]
    [InlineData(10, 10, 0, true)] // half of twenty
    [InlineData(11, 9, 0, false)] // less than half
    [InlineData(0, 19, 0, false)] // too few to decide
    [InlineData(0, 20, 11, false)] // too long ago
    public async Task Circuit_opens_at_half_of_twenty_attempts_within_ten_seconds(int answered, int unavailable, int secondsBeforeTheLast, bool opens)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        for (var i = 0; i < answered; i++)
        {
            await client.GetShipperStatusAsync(fixture.Query);
        }

        await FailAsync(fixture, client, unavailable - 1);
        fixture.Clock.Advance(TimeSpan.FromSeconds(secondsBeforeTheLast));
        await FailAsync(fixture, client, 1);

        var exception = await Record.ExceptionAsync(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.Equal(opens, exception is LogServiceUnavailableException);
    }

    [Fact]
    public async Task Circuit_stays_open_after_a_probe_that_fails_or_is_canceled()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        await FailAsync(fixture, client, 20);

        fixture.Clock.Advance(TimeSpan.FromSeconds(5.1));
        fixture.Fail(Testing.FakeFault.Latency(TimeSpan.FromHours(1)));
        using var cancelling = new CancellationTokenSource();
        var probe = client.GetShipperStatusAsync(fixture.Query, cancelling.Token);
        await fixture.ArrivedAsync(21);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));

        fixture.Clock.Advance(TimeSpan.FromSeconds(5.1));
        await FailAsync(fixture, client, 1);
        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));
        Assert.Equal(22, fixture.Requests.Count);

        fixture.Clock.Advance(TimeSpan.FromSeconds(5.1));
        await client.GetShipperStatusAsync(fixture.Query);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Circuit_is_open_for_the_same_time_when_the_clock_is_set(int hours)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        await FailAsync(fixture, client, 20);

        fixture.Clock.SetUtcNow(fixture.Clock.GetUtcNow().AddHours(hours));
        fixture.Clock.Advance(TimeSpan.FromSeconds(4.9));
        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));
        Assert.Equal(20, fixture.Requests.Count);

        fixture.Clock.Advance(TimeSpan.FromSeconds(0.2));
        await client.GetShipperStatusAsync(fixture.Query);
    }

    [Fact]
    public async Task Circuit_counts_attempts_that_the_total_time_out_ended()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options =>
        {
            options.MaxRetryAttempts = 0;
            options.TotalTimeout = options.AttemptTimeout = TimeSpan.FromSeconds(9.5);
        });
        fixture.Fail(Testing.FakeFault.Latency(TimeSpan.FromHours(1)), 20);
        var calls = Enumerable.Range(0, 20).Select(_ => client.GetShipperStatusAsync(fixture.Query)).ToList();
        await fixture.ArrivedAsync(20);
        fixture.Clock.Advance(TimeSpan.FromSeconds(9.5));
        foreach (var call in calls)
        {
            Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call)).InnerException);
        }

        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));
        Assert.Equal(20, fixture.Requests.Count);
    }

    [Fact]
    public async Task Circuit_stays_closed_while_more_than_half_of_the_attempts_are_answered()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        for (var i = 0; i < 25; i++)
        {
            await client.GetShipperStatusAsync(fixture.Query);
        }

        await FailAsync(fixture, client, 24);
        await client.GetShipperStatusAsync(fixture.Query);
    }

    [Theory]
    [InlineData(429, LogServiceErrorCodes.ReadQuotaExceed)]
    [InlineData(404, LogServiceErrorCodes.ShipperNotExist)]
    [InlineData(401, LogServiceErrorCodes.SignatureNotMatch)]
    [InlineData(400, LogServiceErrorCodes.ParameterInvalid)]
    public async Task Circuit_does_not_count_throttling_and_errors_of_the_caller(int status, string code)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        await FailAsync(fixture, client, 40, status, code);

        await client.GetShipperStatusAsync(fixture.Query);
    }

    [Fact]
    public async Task Project_whose_circuit_is_open_leaves_the_calls_of_another_alone()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var healthy = fixture.Service.AddShipper(Sample.Shipper with { Project = "healthy-project" }).Reference;
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        fixture.Fail(
            Testing.FakeFault.Error(HttpStatusCode.InternalServerError, LogServiceErrorCodes.InternalServerError), int.MaxValue, request => request.Shipper?.Project == Sample.Shipper.Project);

        for (var i = 0; i < 60; i++)
        {
            await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.RetryShipperTasksAsync(Sample.Shipper, ["id"]));
            await client.GetShipperStatusAsync(fixture.Query with { Shipper = healthy });
        }

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));
        Assert.True(exception.IsCircuitOpen);
        Assert.Equal((20, 60), (fixture.Requests.Count(static request => request.Shipper?.Project == Sample.Shipper.Project), fixture.Requests.Count(request => request.Shipper == healthy)));
    }

    [Fact]
    public async Task Circuit_is_shared_by_the_operations_of_a_project()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);
        await FailAsync(fixture, client, 20);

        Func<Task>[] calls =
        [
            () => client.GetShipperStatusAsync(fixture.Query), () => client.RetryShipperTasksAsync(Sample.Shipper, ["id"]),
            () => client.ListLogstoresAsync(Sample.Shipper.Project), () => client.ListShippersAsync(Sample.Shipper.Project.ToUpperInvariant(), Sample.Shipper.Logstore),
        ];

        foreach (var call in calls)
        {
            Assert.True((await Assert.ThrowsAsync<LogServiceUnavailableException>(call)).IsCircuitOpen);
        }

        Assert.Equal(20, fixture.Requests.Count);
    }

    private static async Task FailAsync(ServiceFixture fixture, LogServiceClient client, int count, int status = 503, string code = LogServiceErrorCodes.ServerBusy)
    {
        fixture.FailWith((HttpStatusCode)status, code, count);
        for (var i = 0; i < count; i++)
        {
            var exception = await Assert.ThrowsAnyAsync<LogServiceException>(() => client.GetShipperStatusAsync(fixture.Query));
            Assert.Equal(code, exception.ErrorCode);
        }
    }
}
