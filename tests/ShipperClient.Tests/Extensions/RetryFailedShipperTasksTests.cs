using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Extensions;

public class RetryFailedShipperTasksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(32)]
    public async Task Retries_each_failed_task_of_the_window_exactly_once_in_tens(int maxConcurrency)
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromHours(1));
        fixture.Tasks.AddTasks(1_234, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-5), TimeSpan.FromSeconds(1));
        fixture.Tasks.AddTasks(100, ShipperTaskStatus.Success, fixture.Clock.GetUtcNow().AddHours(-1));
        fixture.Tasks.AddTask(ShipperTaskStatus.Fail, "too-old", fixture.Clock.GetUtcNow().AddHours(-7));

        var batches = await Run(fixture, maxConcurrency).ToListAsync();

        Assert.Equal(124, batches.Count);
        Assert.Equal(Enumerable.Range(1, 124), batches.Select(batch => batch.Number).Order());
        Assert.All(batches, batch => Assert.Equal((124, true), (batch.BatchCount, batch.Succeeded)));
        Assert.Equal(1_234, batches.SelectMany(batch => batch.TaskIds).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(1_234, batches.Sum(batch => batch.TaskIds.Count));
        Assert.Equal("too-old", Assert.Single(fixture.Tasks.Tasks, task => task.Status == ShipperTaskStatus.Fail).Id);
        Assert.Equal(3 + 124, fixture.Requests.Count);
    }

    [Fact]
    public async Task A_batch_that_fails_keeps_its_error_and_the_rest_go_on()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(40, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        fixture.Service.FailNext(FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid), when: request => request.Method == "PUT");

        var batches = await Run(fixture, 1).ToListAsync();

        Assert.Equal([false, true, true, true], batches.Select(batch => batch.Succeeded));
        Assert.IsType<LogServiceInvalidRequestException>(batches[0].Error);
        Assert.Equal(10, fixture.Tasks.Tasks.Count(task => task.Status == ShipperTaskStatus.Fail));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, LogServiceErrorCodes.ShipperNotExist, typeof(LogServiceNotFoundException))]
    [InlineData(HttpStatusCode.Unauthorized, LogServiceErrorCodes.SignatureNotMatch, typeof(LogServiceAuthenticationException))]
    public async Task An_error_that_every_batch_would_meet_is_thrown_after_what_is_known(HttpStatusCode status, string code, Type expected)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(100, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        fixture.Service.FailNext(FakeFault.Latency(TimeSpan.Zero), 3, request => request.Method == "PUT");
        fixture.Service.FailNext(FakeFault.Error(status, code), when: request => request.Method == "PUT");

        List<ShipperRetryBatch> known = [];
        var exception = await Record.ExceptionAsync(async () =>
        {
            await foreach (var batch in Run(fixture, 2))
            {
                known.Add(batch);
            }
        });

        Assert.IsType(expected, exception);
        var taken = fixture.Requests.Count(request => request.Method == "PUT" && request.StatusCode == HttpStatusCode.OK);
        Assert.InRange(taken, 3, 9); // of ten: whatever was under way beside the refusal, and no more
        Assert.Equal(taken, known.Count);
    }

    [Fact]
    public async Task Cancelling_sends_no_new_batch_and_loses_no_outcome()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(200, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        using var cancelling = new CancellationTokenSource();

        List<ShipperRetryBatch> known = [];
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in Run(fixture, 4, cancelling.Token))
            {
                known.Add(batch);
                if (known.Count == 5)
                {
                    await cancelling.CancelAsync();
                }
            }
        });

        Assert.Equal(cancelling.Token, exception.CancellationToken);
        Assert.InRange(known.Count, 5, 8);
        Assert.All(known, batch => Assert.True(batch.Succeeded));
        Assert.InRange(fixture.Requests.Count(request => request.Method == "PUT"), known.Count, 8);
    }

    [Fact]
    public async Task Outcomes_that_come_after_cancelling_are_yielded_before_it_is_told()
    {
        using var client = new HeldClient(failedTasks: 100) { HonoursCancellation = false };
        using var cancelling = new CancellationTokenSource();
        await using var batches = client.RetryFailedShipperTasksAsync(Sample.Shipper, default, default, 3, cancelling.Token).GetAsyncEnumerator();
        var next = batches.MoveNextAsync();
        client.Held.Dequeue().SetResult();
        Assert.True(await next);

        await cancelling.CancelAsync();
        var second = batches.MoveNextAsync();
        client.Held.Dequeue().SetResult();
        client.Held.Dequeue().SetResult();

        Assert.True(await second);
        Assert.True(await batches.MoveNextAsync());
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await batches.MoveNextAsync());
        Assert.Equal(cancelling.Token, exception.CancellationToken);
        Assert.Empty(client.Held);
    }

    [Fact]
    public async Task Whoever_stops_enumerating_leaves_no_call_behind()
    {
        using var client = new HeldClient(failedTasks: 100);
        var batches = client.RetryFailedShipperTasksAsync(Sample.Shipper, default, default, 4).GetAsyncEnumerator();
        var first = batches.MoveNextAsync();
        client.Held.Dequeue().SetResult();
        Assert.True(await first);
        Assert.Equal(3, client.UnderWay);

        await batches.DisposeAsync();

        Assert.Equal(0, client.UnderWay);
    }

    [Fact]
    public async Task A_short_outage_holds_the_batches_instead_of_failing_them_all()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromHours(1));
        fixture.Tasks.AddTasks(2_000, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        fixture.Service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy), 24, request => request.Method == "PUT");

        var batches = await Run(fixture, 4).ToListAsync();

        Assert.Equal(200, batches.Count);
        Assert.InRange(batches.Count(batch => !batch.Succeeded), 1, 15); // those that were sent and failed with all their retries
        Assert.Equal(batches.Where(batch => !batch.Succeeded).Sum(batch => batch.TaskIds.Count), fixture.Tasks.Tasks.Count(task => task.Status == ShipperTaskStatus.Fail));
    }

    [Fact]
    public async Task An_outage_that_lasts_is_told_within_minutes_and_not_batch_by_batch()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(2_000, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        fixture.Service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy), int.MaxValue, request => request.Method == "PUT");
        var start = fixture.Clock.GetUtcNow();

        var batches = await Run(fixture, 4).ToListAsync();

        Assert.Equal(200, batches.Count);
        Assert.All(batches, batch => Assert.IsType<LogServiceUnavailableException>(batch.Error));
        Assert.InRange(fixture.Clock.GetUtcNow() - start, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task Throttling_halves_the_calls_at_a_time_and_each_success_adds_one_again()
    {
        using var client = new HeldClient(failedTasks: 600);
        await using var batches = client.RetryFailedShipperTasksAsync(Sample.Shipper, default, default, maxConcurrency: 8).GetAsyncEnumerator();
        async Task<int> UnderWayAfterAsync(Action<TaskCompletionSource> end)
        {
            var next = batches.MoveNextAsync();
            end(client.Held.Dequeue());
            Assert.True(await next);
            next = batches.MoveNextAsync();
            var underWay = client.Held.Count;
            end(client.Held.Dequeue());
            Assert.True(await next);
            return underWay;
        }

        void Refuse(TaskCompletionSource call) => call.SetException(new LogServiceThrottledException("slow down"));
        void Accept(TaskCompletionSource call) => call.SetResult();

        Assert.Equal(7, await UnderWayAfterAsync(Refuse)); // 8 sent; after the first refusal 4 would be allowed, so none is added to the 7 left
        Assert.Equal(5, await UnderWayAfterAsync(Refuse));
        Assert.Equal(3, await UnderWayAfterAsync(Refuse));
        Assert.Equal(1, await UnderWayAfterAsync(Refuse)); // all eight refused
        Assert.Equal(2, await UnderWayAfterAsync(Accept)); // one alone; its success allows two
        Assert.Equal(4, await UnderWayAfterAsync(Accept));
        Assert.Equal(6, await UnderWayAfterAsync(Accept));
        Assert.Equal(8, await UnderWayAfterAsync(Accept));
        Assert.Equal(8, await UnderWayAfterAsync(Accept)); // never more than was asked for
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public async Task Concurrency_is_1_to_32(int maxConcurrency)
    {
        await using var fixture = await ServiceFixture.StartAsync();

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Run(fixture, maxConcurrency));

        Assert.Equal("maxConcurrency", exception.ParamName);
        Assert.StartsWith("maxConcurrency is the number of calls at a time and must be 1 to 32.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => fixture.Client().RetryFailedShipperTasksAsync(null!, default(DateTimeOffset), default));
        Assert.Throws<ArgumentNullException>(() => LogServiceClientExtensions.RetryFailedShipperTasksAsync(null!, Sample.Shipper, default(DateTimeOffset), default));
    }

    [Fact]
    public async Task A_window_over_the_look_back_is_refused_and_an_empty_one_yields_nothing()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var now = fixture.Clock.GetUtcNow();

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await fixture.Client().RetryFailedShipperTasksAsync(Sample.Shipper, now.AddHours(-25), now).ToListAsync());
        Assert.Empty(fixture.Requests);
        Assert.Empty(await Run(fixture, 4).ToListAsync());
        Assert.Single(fixture.Requests);
    }

    private static IAsyncEnumerable<ShipperRetryBatch> Run(ServiceFixture fixture, int maxConcurrency, CancellationToken cancellationToken = default) =>
        fixture.Client().RetryFailedShipperTasksAsync(Sample.Shipper, fixture.Query.From, fixture.Query.To, maxConcurrency, cancellationToken);
}
