using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Extensions;

/// <summary>The engine of every bulk retry, given the ids. What it shares with the retry of a window is in <see cref="RetryFailedShipperTasksTests"/>.</summary>
public class RetryShipperTasksInBatchesTests
{
    [Fact]
    public async Task Batches_have_exactly_the_given_ids_in_their_order_and_a_repeated_id_once()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(35, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        var ids = fixture.Tasks.Tasks.Select(task => task.Id).Take(25).Reverse().ToList();

        var batches = await fixture.Client().RetryShipperTasksInBatchesAsync(Sample.Shipper, [.. ids, ids[0], ids[24]], maxConcurrency: 1).ToListAsync();

        Assert.Equal(ids, batches.SelectMany(batch => batch.TaskIds).ToList());
        Assert.Equal([(1, 3, 10), (2, 3, 10), (3, 3, 5)], batches.Select(batch => (batch.Number, batch.BatchCount, batch.TaskIds.Count)));
        Assert.All(batches, batch => Assert.True(batch.Succeeded));
        Assert.Equal(10, fixture.Tasks.Tasks.Count(task => task.Status == ShipperTaskStatus.Fail));
        Assert.Equal(3, fixture.Requests.Count); // nothing is listed
    }

    [Fact]
    public async Task Ids_are_copied_at_the_call_and_nothing_is_sent_before_the_enumeration()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(2, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        var ids = fixture.Tasks.Tasks.Select(task => task.Id).ToList();
        var expected = ids.ToList();

        var retry = fixture.Client().RetryShipperTasksInBatchesAsync(Sample.Shipper, ids);
        ids.Clear();

        Assert.Empty(fixture.Requests);
        Assert.Equal(expected, Assert.Single(await retry.ToListAsync()).TaskIds);
    }

    [Fact]
    public async Task No_ids_are_no_batches()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        Assert.Empty(await fixture.Client().RetryShipperTasksInBatchesAsync(Sample.Shipper, []).ToListAsync());
        Assert.Empty(fixture.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void An_id_without_text_is_refused_at_the_call(string? id) => Assert.Equal(
        "A task id is null, empty or blank. Give ids as GetShipperStatusAsync returns them. (Parameter 'taskIds')",
        Assert.Throws<ArgumentException>("taskIds", () => { _ = new HeldClient(0).RetryShipperTasksInBatchesAsync(Sample.Shipper, ["a", id!]); }).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void A_number_of_calls_outside_1_to_32_is_refused_at_the_call(int maxConcurrency) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(maxConcurrency), () => { _ = new HeldClient(0).RetryShipperTasksInBatchesAsync(Sample.Shipper, ["a"], maxConcurrency); });

    [Fact]
    public async Task A_service_that_is_down_for_20_seconds_costs_the_first_batches_only()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(400, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        var ids = fixture.Tasks.Tasks.Select(task => task.Id).ToList();
        var up = fixture.Clock.GetUtcNow().AddSeconds(20);
        fixture.Service.FailNext(
            FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy), int.MaxValue, _ => fixture.Clock.GetUtcNow() < up);

        var batches = await fixture.Client(options => options.RetryDelay = new LogServiceClientOptions().RetryDelay)
            .RetryShipperTasksInBatchesAsync(Sample.Shipper, ids).ToListAsync();

        Assert.Equal(40, batches.Count);
        // Four batches fail at once; then one at a time, four attempts each, until 20 failures within 10 seconds open the circuit or the 20 seconds are over. All others
        // get through, where a loop without the engine's pace loses all 40.
        Assert.InRange(batches.Count(batch => batch.Succeeded), 30, 40);
        Assert.All(batches.Where(batch => !batch.Succeeded), batch => Assert.False(Assert.IsType<LogServiceUnavailableException>(batch.Error).IsCircuitOpen));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_batch_that_is_denied_once_others_were_taken_is_sent_once_more(int denials, bool isTaken)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(60, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        var ids = fixture.Tasks.Tasks.Select(task => task.Id).ToList();
        fixture.Service.FailNext(Denied, denials, request => request.TaskIds.Contains(ids[10], StringComparer.Ordinal));

        var batches = await fixture.Client().RetryShipperTasksInBatchesAsync(Sample.Shipper, ids, maxConcurrency: 1).ToListAsync();

        Assert.Equal([true, isTaken, true, true, true, true], batches.ConvertAll(batch => batch.Succeeded));
        Assert.Equal(isTaken ? null : LogServiceErrorCodes.Unauthorized, batches[1].Error?.ErrorCode);
        Assert.Equal(6 + 1, fixture.Requests.Count);
    }

    [Fact]
    public async Task A_denial_from_the_start_ends_the_retry_after_one_more_try()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Service.FailNext(Denied, 100);

        await Assert.ThrowsAsync<LogServiceAuthenticationException>(
            async () => await fixture.Client().RetryShipperTasksInBatchesAsync(Sample.Shipper, [.. Enumerable.Range(0, 60).Select(i => $"{i}")], maxConcurrency: 1).ToListAsync());

        Assert.Equal(2, fixture.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    [InlineData(HttpStatusCode.ProxyAuthenticationRequired)]
    [InlineData(HttpStatusCode.NetworkAuthenticationRequired)]
    public async Task An_operation_that_is_not_offered_or_not_reachable_without_a_sign_in_ends_the_retry(HttpStatusCode status)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Service.FailNext(FakeFault.Error(status, "InvalidMethod"), 100);

        var exception = await Assert.ThrowsAnyAsync<LogServiceException>(
            async () => await fixture.Client().RetryShipperTasksInBatchesAsync(Sample.Shipper, [.. Enumerable.Range(0, 60).Select(i => $"{i}")], maxConcurrency: 1).ToListAsync());

        Assert.Equal(status, exception.StatusCode);
        Assert.Single(fixture.Requests);
    }

    private static FakeFault Denied => FakeFault.Error(HttpStatusCode.Unauthorized, LogServiceErrorCodes.Unauthorized, "denied by sts or ram, action: log:RetryShipperTask");
}
