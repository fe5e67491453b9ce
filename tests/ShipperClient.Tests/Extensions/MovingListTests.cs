using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Extensions;

/// <summary>The list moves under the reader: tasks are created, retried and end between two pages.</summary>
public class MovingListTests
{
    [Fact]
    public async Task Tasks_created_between_pages_push_others_back_and_each_is_yielded_once()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var start = fixture.Clock.GetUtcNow().AddHours(-2);
        fixture.Tasks.AddTasks(30, ShipperTaskStatus.Fail, start, TimeSpan.FromSeconds(1));
        var before = fixture.Tasks.Tasks.Select(task => task.Id).ToList();

        List<string> seen = [];
        await foreach (var task in fixture.Client().ListShipperTasksAsync(fixture.Query with { Size = 10 }))
        {
            seen.Add(task.Id);
            if (seen.Count % 10 == 0)
            {
                // Late arrivals at the front of the list: the next page begins with tasks that were seen.
                fixture.Tasks.AddTasks(3, ShipperTaskStatus.Fail, start.AddMinutes(-5));
            }
        }

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(before.Except(seen, StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_somebody_else_retries_while_ids_are_collected_is_not_retried_twice_and_the_rest_is()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromHours(1));
        fixture.Tasks.AddTasks(1_200, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-2), TimeSpan.FromSeconds(1));
        var last = fixture.Tasks.Tasks[^1].Id;
        using var other = fixture.Client();

        // Between the first page and the second: the list of failed tasks shrinks behind the reader. One page at a time, or the last may be read before that.
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => new Before(
            request => request.RequestUri!.Query.Contains("offset=500", StringComparison.Ordinal),
            () => other.RetryShipperTasksAsync(Sample.Shipper, [last]))));

        var batches = await Containers.Client(container).RetryFailedShipperTasksAsync(Sample.Shipper, fixture.Query.From, fixture.Query.To, maxConcurrency: 1).ToListAsync();

        Assert.All(batches, batch => Assert.True(batch.Succeeded));
        Assert.Equal(1_199, batches.Sum(batch => batch.TaskIds.Count));
        Assert.DoesNotContain(last, batches.SelectMany(batch => batch.TaskIds), StringComparer.Ordinal);
        Assert.DoesNotContain(fixture.Tasks.Tasks, task => task.Status == ShipperTaskStatus.Fail);
    }

    [Fact]
    public async Task Tasks_that_end_between_pages_are_yielded_once_as_they_were_when_they_were_read()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromSeconds(5));
        fixture.Tasks.AddTasks(30, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-2), TimeSpan.FromSeconds(1));
        var client = fixture.Client();
        foreach (var ids in fixture.Tasks.Tasks.Select(task => task.Id).Chunk(10))
        {
            await client.RetryShipperTasksAsync(Sample.Shipper, ids);
        }

        // Between the first page and the second.
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => new Before(
            request => request.RequestUri!.Query.Contains("offset=10&", StringComparison.Ordinal),
            () =>
            {
                fixture.Clock.Advance(TimeSpan.FromSeconds(6));
                return Task.CompletedTask;
            })));

        var seen = await Containers.Client(container).ListShipperTasksAsync(fixture.Query with { Size = 10 }).Select(static task => task.Status).ToListAsync();

        Assert.Equal((10, 20), (seen.Count(status => status == ShipperTaskStatus.Running), seen.Count(status => status == ShipperTaskStatus.Success)));
    }

    [Fact]
    public async Task Throttling_in_the_middle_of_a_sweep_slows_it_and_loses_nothing()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromHours(1));
        fixture.Tasks.AddTasks(500, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-2));
        var puts = 0;
        fixture.Service.FailNext(
            FakeFault.Error((HttpStatusCode)429, LogServiceErrorCodes.WriteQuotaExceed, retryAfter: TimeSpan.FromSeconds(2)),
            12,
            request => request.Method == "PUT" && Interlocked.Increment(ref puts) > 10);

        // Each wait moves the clock of the calls beside it: ten seconds of waits must not be the time-out of a request that is under way.
        var client = fixture.Client(options => (options.AttemptTimeout, options.TotalTimeout) = (TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)));
        var batches = await client.RetryFailedShipperTasksAsync(Sample.Shipper, fixture.Query.From, fixture.Query.To).ToListAsync();

        Assert.All(batches, batch => Assert.True(batch.Succeeded || batch.Error is LogServiceThrottledException));
        Assert.Equal(500, batches.Sum(batch => batch.TaskIds.Count));
        Assert.Equal(
            batches.Where(batch => !batch.Succeeded).SelectMany(batch => batch.TaskIds).Order(StringComparer.Ordinal),
            fixture.Tasks.Tasks.Where(task => task.Status == ShipperTaskStatus.Fail).Select(task => task.Id).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_token_that_expires_in_the_middle_of_a_sweep_is_renewed_and_nothing_fails()
    {
        await using var fixture = await ServiceFixture.StartAsync(options =>
        {
            options.RetryDuration = TimeSpan.FromHours(1);
            options.Credentials = new LogServiceCredentials("id", "secret", "token-0");
        });
        fixture.Tasks.AddTasks(1_000, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-2));
        var client = fixture.Client(options => options.Credentials = new Following(fixture.Service));

        List<ShipperRetryBatch> batches = [];
        await foreach (var batch in client.RetryFailedShipperTasksAsync(Sample.Shipper, fixture.Query.From, fixture.Query.To))
        {
            batches.Add(batch);
            if (batches.Count % 30 == 0)
            {
                fixture.Service.RotateCredentials(new LogServiceCredentials("id", "secret", $"token-{batches.Count}"));
            }
        }

        Assert.All(batches, batch => Assert.True(batch.Succeeded));
        Assert.Equal(1_000, batches.Sum(batch => batch.TaskIds.Count));
        Assert.Contains(fixture.Requests, request => request.StatusCode == HttpStatusCode.Unauthorized);
        Assert.DoesNotContain(fixture.Tasks.Tasks, task => task.Status == ShipperTaskStatus.Fail);
    }

    [Fact]
    public async Task Cancelled_at_any_request_a_sweep_knows_what_it_did()
    {
        for (var at = 1; at <= 12; at++)
        {
            await using var fixture = await ServiceFixture.StartAsync(options => options.RetryDuration = TimeSpan.FromHours(1));
            fixture.Tasks.AddTasks(100, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-2));
            using var cancelling = new CancellationTokenSource();
            var requests = 0;
            fixture.Service.FailNext(FakeFault.Latency(TimeSpan.FromHours(1)), int.MaxValue, _ =>
            {
                if (Interlocked.Increment(ref requests) == at)
                {
                    cancelling.Cancel();
                }

                return requests >= at;
            });

            List<ShipperRetryBatch> known = [];
            var exception = await Record.ExceptionAsync(async () =>
            {
                await foreach (var batch in fixture.Client().RetryFailedShipperTasksAsync(Sample.Shipper, fixture.Query.From, fixture.Query.To, 2, cancelling.Token))
                {
                    known.Add(batch);
                }
            });

            Assert.True((exception is null && at == 12) || exception is OperationCanceledException, $"{at}: {exception}");
            Assert.All(known, batch => Assert.True(batch.Succeeded));

            // Of the two calls under way when it was cancelled nobody knows; of the others everything.
            var taken = fixture.Tasks.Tasks.Where(task => task.Status == ShipperTaskStatus.Running).Select(task => task.Id).ToList();
            Assert.InRange(taken.Count, 10 * known.Count, 10 * (known.Count + 2));
            Assert.Empty(known.SelectMany(batch => batch.TaskIds).Except(taken, StringComparer.Ordinal));
        }
    }

    private sealed class Before(Predicate<HttpRequestMessage> when, Func<Task> act) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (when(request))
            {
                await act();
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Knows the service's credentials of the moment once it is told that its own are over.</summary>
    private sealed class Following(FakeLogService service) : ILogServiceCredentialsProvider
    {
        private volatile LogServiceCredentials _current = service.Credentials;

        public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(_current);

        public void Invalidate(LogServiceCredentials rejected) => _current = service.Credentials;
    }
}
