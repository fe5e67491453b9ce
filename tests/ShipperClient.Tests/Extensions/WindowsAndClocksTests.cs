using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Extensions;

/// <summary>A window means what its caller means, whatever the clock of the machine says and however long the calls take.</summary>
public class WindowsAndClocksTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public async Task A_window_by_the_clock_of_a_slow_machine_stays_valid_after_the_client_corrects_its_clock()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(2));
        var client = fixture.Client();
        var local = fixture.Clock.GetUtcNow();

        for (var call = 0; call < 3; call++)
        {
            await client.GetShipperStatusAsync(new ShipperStatusQuery(Sample.Shipper, local - Day, local));
        }

        Assert.Equal(TimeSpan.FromHours(2), client.Clock.GetUtcNow() - fixture.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_window_by_the_service_clock_is_valid_on_a_fast_machine()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(-2));
        var client = fixture.Client();
        await client.GetShipperStatusAsync(ShipperStatusQuery.Last(Sample.Shipper, Day));

        var now = client.Clock.GetUtcNow();
        await client.GetShipperStatusAsync(new ShipperStatusQuery(Sample.Shipper, now - Day, now));
    }

    [Fact]
    public async Task A_window_that_is_too_old_by_both_clocks_is_refused()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(2));
        var client = fixture.Client();
        await client.GetShipperStatusAsync(fixture.Query);
        var local = fixture.Clock.GetUtcNow();

        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = client.GetShipperStatusAsync(new ShipperStatusQuery(Sample.Shipper, local - Day - TimeSpan.FromSeconds(61), local - TimeSpan.FromHours(1))); });
    }

    [Fact]
    public async Task Loops_keep_the_window_of_a_machine_that_is_half_an_hour_slow()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromMinutes(30));
        var task = fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "failed", fixture.Clock.GetUtcNow().AddHours(-1), "UnAuthorized");
        var client = fixture.Client();
        var now = client.Clock.GetUtcNow(); // before the first response, so not corrected

        var summary = await client.SummarizeShipperAsync(Sample.Shipper, now - Day, now);
        var waited = await fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, [task.Id, "unknown"], TimeSpan.FromSeconds(1), TimeSpan.Zero).ToListAsync();

        Assert.Equal(1, summary.Statistics.Fail);
        Assert.Equal([ShipperTaskStatus.Fail, ShipperTaskStatus.Unknown], waited.ConvertAll(found => found.Status));
    }

    [Fact]
    public async Task A_summary_of_the_whole_look_back_outlasts_throttling()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Clock.AutoFire = static due => due < TimeSpan.FromSeconds(9) || due == TimeSpan.FromSeconds(40);
        fixture.Tasks.AddTasks(1_100, ShipperTaskStatus.Success, fixture.Clock.GetUtcNow().AddHours(-3), TimeSpan.FromSeconds(1));
        fixture.Tasks.AddTasks(1_100, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-3), TimeSpan.FromSeconds(1));
        var start = fixture.Clock.GetUtcNow();
        var seen = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        fixture.Service.FailNext(
            FakeFault.Error((HttpStatusCode)429, LogServiceErrorCodes.ReadQuotaExceed, retryAfter: TimeSpan.FromSeconds(40)), 1_000, request => seen.TryAdd(request.Query, value: true));

        // The clock leaps over the waits of one call: the other must not run out of time.
        var client = fixture.Client(static options => (options.TotalTimeout, options.AttemptTimeout) = (TimeSpan.FromHours(1), TimeSpan.FromMinutes(59)));
        var summary = await client.SummarizeShipperAsync(Sample.Shipper, start - Day, start);

        Assert.Equal(1_100, summary.Failures.Sum(group => group.Count));
        Assert.True(fixture.Clock.GetUtcNow() - start > TimeSpan.FromSeconds(81));
    }

    [Theory]
    [InlineData(26)]
    [InlineData(-26)]
    public async Task The_last_hours_are_those_of_the_service_from_the_first_call_on(int hoursAhead)
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(-hoursAhead));
        var serviceNow = fixture.Clock.GetUtcNow().AddHours(-hoursAhead);
        fixture.Tasks.AddTasks(20, ShipperTaskStatus.Fail, serviceNow.AddHours(-1), TimeSpan.FromSeconds(1));
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "earlier", serviceNow.AddHours(-7));

        var summary = await fixture.Client().SummarizeShipperAsync(Sample.Shipper, TimeSpan.FromHours(6));
        var waited = await fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, ["earlier"], TimeSpan.FromSeconds(1), TimeSpan.Zero).ToListAsync();
        var batches = await fixture.Client().RetryFailedShipperTasksAsync(Sample.Shipper, TimeSpan.FromHours(6)).ToListAsync();

        Assert.Equal(20, summary.Statistics.Fail);
        Assert.Equal(ShipperTaskStatus.Fail, Assert.Single(waited).Status);
        Assert.Equal(20, batches.Sum(batch => batch.TaskIds.Count));
    }

    [Fact]
    public async Task Each_attempt_computes_the_last_hours_anew()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Service.FailNext(FakeFault.Error((HttpStatusCode)429, LogServiceErrorCodes.ReadQuotaExceed, retryAfter: TimeSpan.FromSeconds(7)));
        var start = fixture.Clock.GetUtcNow().ToUnixTimeSeconds();

        await fixture.Client().GetShipperStatusAsync(ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(6)));

        Assert.Equal([(start - 21_600, start), (start - 21_593, start + 7)], [.. fixture.Requests.Select(static request => (Seconds(request, "from"), Seconds(request, "to")))]);
    }

    [Fact]
    public async Task Pages_of_the_last_hours_list_one_window()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var start = fixture.Clock.GetUtcNow();
        fixture.Tasks.AddTasks(30, ShipperTaskStatus.Fail, start.AddHours(-6).AddSeconds(1), TimeSpan.FromSeconds(1));
        List<string> listed = [];

        await foreach (var task in fixture.Client().ListShipperTasksAsync(ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(6)) with { Size = 10 }))
        {
            listed.Add(task.Id);
            fixture.Clock.Advance(TimeSpan.FromSeconds(1)); // as many tasks leave the last hours as the caller reads
        }

        Assert.Equal(30, listed.Count);
        Assert.All(fixture.Requests, request => Assert.True(Seconds(request, "from") <= start.AddHours(-6).ToUnixTimeSeconds()));
    }

    [Fact]
    public void Queries_for_the_same_duration_are_equal_and_others_are_not()
    {
        var query = ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(6)) with { Status = ShipperTaskStatus.Fail };

        Assert.Equal(query, ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromMinutes(360)) with { Status = ShipperTaskStatus.Fail });
        Assert.NotEqual(query, ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(7)) with { Status = ShipperTaskStatus.Fail });
        Assert.Equal(TimeSpan.FromHours(6), query.To - query.From);
    }

    [Fact]
    public async Task A_duration_above_the_look_back_is_refused_before_anything_is_sent()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();

        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = client.GetShipperStatusAsync(ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(25))); });
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.SummarizeShipperAsync(Sample.Shipper, TimeSpan.FromHours(25)));
        Assert.Empty(fixture.Requests);
    }

    [Fact]
    public async Task A_wait_can_be_enumerated_again()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTask(ShipperTaskStatus.Success, "done", fixture.Clock.GetUtcNow().AddHours(-1));
        var wait = fixture.Client().WaitForShipperTasksAsync(Sample.Shipper, ["done"], TimeSpan.FromSeconds(1), TimeSpan.Zero);

        Assert.Single(await wait.ToListAsync());
        Assert.Single(await wait.ToListAsync());
    }

    private static long Seconds(RecordedRequest request, string name) => long.Parse(request.Parameters.Single(parameter => parameter.Key == name).Value, CultureInfo.InvariantCulture);
}
