using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using ShipperClient.Internal.Time;
using ShipperClient.Testing;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Pipeline;

/// <summary>A refused date corrects the clock by the service's time, wherever the refusal has it; a correction that does not help is dropped.</summary>
public sealed class ClockSkewTests
{
    private const string FromMessage = "request time Thu, 15 Jan 2026 12:00:00 GMT has been expired while server time is Sat, 17 Jan 2026 00:59:44 GMT";

    private static readonly DateTimeOffset ServerTime = new(2026, 1, 17, 0, 59, 44, TimeSpan.Zero);
    private static readonly string LogTime = string.Create(CultureInfo.InvariantCulture, $"x-log-time: {ServerTime.ToUnixTimeSeconds()}");

    public static TheoryData<string, string[]> Refusals => new()
    {
        { FromMessage, [] },
        { FromMessage, ["Date: Thu, 01 Jan 1970 00:00:00 GMT"] },
        { FromMessage, ["Date: Thu, 15 Jan 2026 12:00:00 GMT"] }, // the client's own
        { FromMessage, ["Date: yesterday", "x-log-time: 12"] },
        { FromMessage.ToUpperInvariant() + ", sorry", [] },
        { "expired", [LogTime] },
        { "expired", [LogTime, "Date: Thu, 01 Jan 1970 00:00:00 GMT"] },
        { "expired while server time is unknown", [LogTime, "Date: Thu, 15 Jan 2026 12:00:00 GMT"] },
        { "expired", [$"Date: {ServerTime:r}"] },
        { "expired", [$"Date: {ServerTime:r}", "x-log-time: soon"] },
        { "expired", [$"Date: {ServerTime:r}", "x-log-time: 0"] },
        { "expired", [$"Date: {ServerTime:r}", "x-log-time: 99999999999999"] },
    };

    [Theory]
    [InlineData(-5)]
    [InlineData(1)]
    [InlineData(26)]
    public async Task Clock_skew_is_corrected_once_and_later_calls_start_with_the_correction(int hours)
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(hours));
        var client = fixture.Client();

        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK], fixture.Requests.Select(request => request.StatusCode!.Value));

        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        Assert.Equal(3, fixture.Requests.Count);
    }

    [Fact]
    public async Task Clock_skew_that_changes_replaces_the_correction()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(2));
        var client = fixture.Client();
        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);

        fixture.Service.ClockOffset = TimeSpan.FromHours(-3);
        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        fixture.Service.ClockOffset = TimeSpan.Zero;
        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);

        Assert.Equal(6, fixture.Requests.Count);
        Assert.Equal(fixture.Clock.GetUtcNow().ToString("r"), fixture.Requests[^1].Headers["Date"], StringComparer.Ordinal);
    }

    [Fact]
    public async Task Windows_go_by_the_services_clock_after_a_correction()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromDays(-10));
        var serviceNow = fixture.Clock.GetUtcNow().AddDays(-10);
        var query = new ShipperStatusQuery(Sample.Shipper, serviceNow.AddHours(-20), serviceNow);
        var client = fixture.Client();

        Assert.ThrowsAny<ArgumentException>(() => { _ = client.GetShipperStatusAsync(query); });
        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        await client.GetShipperStatusAsync(query);
    }

    [Fact]
    public async Task Clock_skew_that_the_correction_does_not_fix_is_thrown_after_one_more_attempt()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.ClockOffset(TimeSpan.FromHours(1)));
        fixture.Fail(FakeFault.ClockOffset(TimeSpan.FromHours(-1)));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query));

        Assert.Contains("clock", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, fixture.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Time_is_taken_from_the_message_or_else_the_log_time_or_else_the_date(string message, string[] headers)
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            await using var server = Server(request => IsDated(request, ServerTime) ? Page() : Refusal(message, headers));
            using var client = Client(server);

            await client.GetShipperStatusAsync(ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(1)));
            await client.GetShipperStatusAsync(ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(1)));

            Assert.Equal(3, server.Requests.Count); // corrected once, and kept
            Assert.Equal(ServerTime, client.Clock.GetUtcNow());
        }
    }

    [Theory]
    [InlineData("Date: Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Date: Thu, 15 Jan 2026 12:00:00 GMT")]
    [InlineData("x-log-time: 253402300799")]
    public async Task A_correction_whose_retry_is_refused_again_is_dropped(string header)
    {
        await using var server = Server(request => request.StartsWith("GET", StringComparison.Ordinal) ? Refusal("expired", header) : RawServer.Reply("200 OK"));
        using var watch = new Watch();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(watch));
        using var client = Client(server, logging);
        var query = ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(1));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(query));

        Assert.Equal("RequestTimeExpired", exception.ErrorCode);
        Assert.Equal(Sample.Now, client.Clock.GetUtcNow());
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(["ClockSkewCorrected", "ClockSkewCorrectionDropped", "OperationFailed"], watch.OwnLogs.Select(static log => log.Id.Name!), StringComparer.Ordinal);

        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        Assert.Contains("\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\n", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_that_another_call_replaced_is_not_dropped()
    {
        var clock = new SkewCorrectedTimeProvider(new ManualTimeProvider(Sample.Now));
        var wrong = clock.CorrectSkew(Sample.Now.AddYears(-30));
        clock.CorrectSkew(Sample.Now.AddHours(2));

        Assert.False(clock.DropCorrection(wrong));

        Assert.Equal(TimeSpan.FromHours(2), clock.Offset);
    }

    [Fact]
    public async Task A_refusal_without_any_time_is_thrown_at_once()
    {
        await using var server = Server(static _ => Refusal("expired"));
        using var client = Client(server);

        await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.RetryShipperTasksAsync(Sample.Shipper, ["id"]));

        Assert.Single(server.Requests);
        Assert.Equal(Sample.Now, client.Clock.GetUtcNow());
    }

    private static LogServiceClient Client(RawServer server, ILoggerFactory? logging = null) => LogServiceClient.Create(new LogServiceClientOptions
    {
        Endpoint = server.Address.ToString(),
        Credentials = new StaticCredentialsProvider("id", "secret"),
        MaxRetryAttempts = 0,
        TimeProvider = new ManualTimeProvider(Sample.Now),
        LoggerFactory = logging,
    });

    private static RawServer Server(Func<string, string> answer)
    {
        RawServer? server = null;
        server = new RawServer((stream, cancellationToken) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer(server!.Requests.Last())), cancellationToken).AsTask());
        return server;
    }

    private static string Page() => RawServer.Reply("200 OK", """{"count":0,"total":0,"tasks":[]}""");

    private static string Refusal(string message, params string[] headers) =>
        RawServer.Reply("400 Bad Request", $$"""{"errorCode":"RequestTimeExpired","errorMessage":"{{message}}"}""", headers);

    private static bool IsDated(string request, DateTimeOffset time) => request.Contains($"\r\nDate: {time:r}\r\n", StringComparison.Ordinal);
}
