using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Worker.Fleet;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.States;

namespace RetryWorker.Tests.Fleet;

/// <summary>States, leases and fences, and the rate of a project, in PostgreSQL.</summary>
public sealed class FleetStoreTests(SharedPostgres postgres)
{
    private static readonly ShipperReference Shipper = new("my-project", "logs", "to-oss");

    [Fact]
    public async Task Claim_is_exclusive_until_it_is_released()
    {
        await using var one = await FleetNode.StartAsync(await postgres.CreateDatabaseAsync());
        await using var two = await FleetNode.StartAsync(one.ConnectionString);

        var first = (await one.States.ClaimAsync(Shipper, CancellationToken.None)).Claim!;
        var refused = await two.States.ClaimAsync(Shipper, CancellationToken.None);
        Assert.Null(refused.Claim);
        Assert.InRange(refused.HeldFor, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(16));

        first.State.RecordAttempt(["a"], DateTimeOffset.UtcNow);
        await one.States.ReleaseAsync(first, new PassReport(Shipper) { Outcome = PassOutcome.Completed }, CancellationToken.None);
        var second = (await two.States.ClaimAsync(Shipper, CancellationToken.None)).Claim!;
        Assert.Equal((first.Fence + 1, 1), (second.Fence, second.State.TriesOf("a")));
    }

    [Fact]
    public async Task Hundred_claims_at_once_give_one()
    {
        await using var node = await FleetNode.StartAsync(await postgres.CreateDatabaseAsync());

        var claims = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => node.States.ClaimAsync(Shipper, CancellationToken.None)));

        Assert.Single(claims, static result => result.Claim is not null);
    }

    [Fact]
    public async Task Claim_whose_lease_has_ended_is_taken_over_and_can_no_longer_save()
    {
        await using var node = await FleetNode.StartAsync(await postgres.CreateDatabaseAsync());
        var old = (await node.States.ClaimAsync(Shipper, CancellationToken.None)).Claim!;
        await PostgresServer.ExecuteAsync(node.ConnectionString, "UPDATE shipper_worker_state SET lease_until = now() - interval '1 second'");

        var current = (await node.States.ClaimAsync(Shipper, CancellationToken.None)).Claim!;
        old.State.RecordAttempt(["stale"], DateTimeOffset.UtcNow);

        await Assert.ThrowsAsync<FenceLostException>(() => node.States.SaveAsync(old, CancellationToken.None));
        await Assert.ThrowsAsync<FenceLostException>(() => node.States.RenewAsync(old, CancellationToken.None));
        await Assert.ThrowsAsync<FenceLostException>(() => node.States.ReleaseAsync(old, null, CancellationToken.None));
        await node.States.SaveAsync(current, CancellationToken.None);
        Assert.Equal("{\"tasks\": {}}", await PostgresServer.ReadAsync<string>(node.ConnectionString, "SELECT state::text FROM shipper_worker_state"));
    }

    [Fact]
    public async Task Shippers_that_left_are_not_shown_and_keep_their_tries_for_a_while()
    {
        await using var node = await FleetNode.StartAsync(await postgres.CreateDatabaseAsync());
        var other = Shipper with { Name = "other" };
        var unknown = new ShipperReference("unlisted", "logs", "to-oss");
        await node.States.SetShippersAsync([Shipper, other, unknown], [], CancellationToken.None);
        var claim = (await node.States.ClaimAsync(other, CancellationToken.None)).Claim!;
        await node.States.ReleaseAsync(claim, new PassReport(other) { Outcome = PassOutcome.Unreachable, Error = "No." }, CancellationToken.None);
        Assert.Equal((3, 2, 1), (await node.Status.ReadTotalsAsync(CancellationToken.None)) switch { var totals => (totals.Shippers, totals.Waiting, totals.Unreachable) });
        Assert.Equal(other, (await node.Status.ReadWorstAsync(10, CancellationToken.None))[0].Shipper);

        await node.States.SetShippersAsync([Shipper], ["unlisted"], CancellationToken.None);
        Assert.Equal([Shipper, unknown], (await node.Status.ReadWorstAsync(10, CancellationToken.None)).Select(static report => report.Shipper));

        await node.States.SetShippersAsync([Shipper, other, unknown], [], CancellationToken.None);
        Assert.Equal(3, (await node.Status.ReadTotalsAsync(CancellationToken.None)).Shippers);
    }

    [Fact]
    public async Task Rate_of_a_project_holds_over_two_instances_and_leaves_other_projects_alone()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await FleetNode.StartAsync(database, requestsPerSecond: 20);
        await using var two = await FleetNode.StartAsync(database, requestsPerSecond: 20);
        var start = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? one : two).Gate.WaitAsync("busy", CancellationToken.None)));
        var busy = TimeProvider.System.GetElapsedTime(start);
        start = TimeProvider.System.GetTimestamp();
        await one.Gate.WaitAsync("idle", CancellationToken.None);

        Assert.InRange(busy, TimeSpan.FromSeconds(29 / 20.0 - 0.01), TimeSpan.FromSeconds(20));
        Assert.True(TimeProvider.System.GetElapsedTime(start) < busy);
    }

    [Fact]
    public async Task Throttled_project_is_held_on_every_instance()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await FleetNode.StartAsync(database);
        await using var two = await FleetNode.StartAsync(database);

        await one.Gate.HoldAsync("busy", TimeSpan.FromSeconds(1), CancellationToken.None);
        Assert.Equal("busy", Assert.Single(await two.Gate.GetHeldAsync(CancellationToken.None)).Project);

        var start = TimeProvider.System.GetTimestamp();
        await two.Gate.WaitAsync("busy", CancellationToken.None);
        Assert.True(TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMilliseconds(800));

        // A timer counts whole milliseconds, and may end within the last one of the hold.
        Assert.All(await two.Gate.GetHeldAsync(CancellationToken.None), static held => Assert.InRange(held.Until, DateTimeOffset.MinValue, DateTimeOffset.UtcNow.AddMilliseconds(10)));
    }

    [Fact]
    public async Task Clock_of_the_scheduler_is_the_databases()
    {
        await using var node = await FleetNode.StartAsync(await postgres.CreateDatabaseAsync());
        var clock = new DatabaseClock(new ClockThatIsOff());

        await clock.MeasureAsync(node.Database.States, CancellationToken.None);

        Assert.InRange(clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(2));
    }

    private sealed class ClockThatIsOff : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(30);
    }
}
