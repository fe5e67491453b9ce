namespace ShipperClient.Tests.Extensions;

public class ListShipperTasksTests
{
    [Fact]
    public async Task Yields_every_task_and_asks_for_the_next_page_while_the_caller_works_on_this_one()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(25, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1), TimeSpan.FromSeconds(1));
        await using var tasks = fixture.Client().ListShipperTasksAsync(fixture.Query with { Size = 10 }).GetAsyncEnumerator();
        Assert.Empty(fixture.Requests);

        List<string> ids = [];
        while (await tasks.MoveNextAsync())
        {
            ids.Add(tasks.Current.Id);
            var page = (ids.Count + 9) / 10;
            await fixture.ArrivedAsync(Math.Min(page + 1, 3));
            Assert.Equal(Math.Min(page + 1, 3), fixture.Requests.Count);
        }

        Assert.Equal(fixture.Tasks.Tasks.Select(task => task.Id), ids, StringComparer.Ordinal);
        Assert.Equal(3, fixture.Requests.Count);
    }

    [Fact]
    public async Task The_first_page_is_held_to_the_look_back()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var now = fixture.Clock.GetUtcNow();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await fixture.Client().ListShipperTasksAsync(fixture.Query with { From = now.AddHours(-25), To = now.AddHours(-24) }).ToListAsync());

        Assert.Empty(fixture.Requests);
    }

    [Fact]
    public async Task Goes_on_however_long_the_reader_takes()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(30, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1));
        var query = fixture.Query with { From = fixture.Clock.GetUtcNow().AddHours(-24), Size = 10 };

        var count = 0;
        // The page that is requested ahead must not run out of time on a clock that the test moves.
        var client = fixture.Client(static options => (options.TotalTimeout, options.AttemptTimeout) = (TimeSpan.FromHours(1), TimeSpan.FromMinutes(59)));
        await foreach (var task in client.ListShipperTasksAsync(query))
        {
            Assert.NotNull(task.Id);
            count++;
            fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(30, count);
    }

    [Fact]
    public async Task Starts_at_the_querys_offset()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTasks(25, ShipperTaskStatus.Fail, fixture.Clock.GetUtcNow().AddHours(-1), TimeSpan.FromSeconds(1));

        var tasks = await fixture.Client().ListShipperTasksAsync(fixture.Query with { Offset = 20, Size = 500 }).ToListAsync();

        Assert.Equal(fixture.Tasks.Tasks.Skip(20), tasks);
    }

    [Fact]
    public async Task A_task_that_shows_up_again_is_yielded_once_and_a_short_page_is_no_end()
    {
        using var client = new Pages(["a", "b", "c"], ["c"], ["d", "e"], []);

        var ids = await client.ListShipperTasksAsync(Pages.Query with { Size = 3 }).Select(task => task.Id).ToListAsync();

        Assert.Equal(["a", "b", "c", "d", "e"], ids);
        Assert.Equal([0, 3, 4, 6], client.Offsets);
    }

    [Fact]
    public async Task Is_cancelled_by_either_token()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Client().ListShipperTasksAsync(fixture.Query, cancelled.Token).ToListAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Client().ListShipperTasksAsync(fixture.Query).ToListAsync(cancelled.Token));
        Assert.Empty(fixture.Requests);
    }

    [Fact]
    public async Task Missing_arguments_are_refused_at_the_call()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        Assert.Throws<ArgumentNullException>(() => LogServiceClientExtensions.ListShipperTasksAsync(null!, fixture.Query));
        Assert.Throws<ArgumentNullException>(() => fixture.Client().ListShipperTasksAsync(null!));
    }

    private sealed class Pages(params string[][] pages) : LogServiceClient
    {
        private int _next;

        public static ShipperStatusQuery Query { get; } = new(Sample.Shipper, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

        public List<int> Offsets { get; } = [];

        public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
        {
            Offsets.Add(query.Offset);
            var page = pages[_next++].Select(id => new ShipperTask { Id = id }).ToList();
            return Task.FromResult(new ShipperStatusPage(page.Count, 100, new ShipperTaskStatistics(0, 0, 100), page));
        }
    }
}
