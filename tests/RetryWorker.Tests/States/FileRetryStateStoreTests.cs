using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Worker;
using ShipperClient.Worker.States;

namespace RetryWorker.Tests.States;

/// <summary>What the state file keeps across restarts, and what may happen to the file.</summary>
public class FileRetryStateStoreTests
{
    [Fact]
    public async Task Restart_continues_from_the_file()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "2"), ("Overlap", "00:10:00"));
        var created = worker.Clock.GetUtcNow().AddHours(-1);
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "stubborn", created);
        worker.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Fail;
        await worker.PassAsync();

        await worker.RestartAsync(("MaxTries", "2"), ("Overlap", "00:10:00"));
        var second = await worker.PassAsync();
        var third = await worker.PassAsync();

        Assert.Contains(worker.Logs, static log => log.Id == 7);
        Assert.Equal((1, 1, 0), (second.Retried, second.FailedAgain, second.GivenUp));
        Assert.Equal((0, 1), (third.Retried, third.GivenUp));
        Assert.Equal(created.AddMinutes(-10), worker.WindowStarts.Last());
        Assert.Equal(created, third.LastDataReceivedAt);
    }

    [Fact]
    public async Task Start_without_a_file_counts_from_the_start()
    {
        await using var worker = await WorkerFixture.StartAsync();

        await worker.StartWorkerAsync();

        Assert.Empty((await worker.ReadStateAsync()).Tasks);
        Assert.Empty(worker.Logs);
    }

    [Fact]
    public async Task Save_that_fails_leaves_the_old_file_shows_in_the_health_and_is_repeated()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "a");
        await worker.PassAsync();
        var before = await File.ReadAllTextAsync(worker.StateFile);
        File.Move(worker.StateFile, worker.StateFile + ".moved");
        File.CreateSymbolicLink(worker.StateFile, worker.StateFile + ".moved"); // through which nothing is written
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "b");

        Assert.Equal(1, (await worker.PassAsync()).Retried);

        Assert.Equal(before, await File.ReadAllTextAsync(worker.StateFile));
        Assert.Single(worker.Logs, static log => log.Id == 9);
        var (status, description) = await worker.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, status);
        Assert.Contains("tries are not saved", description, StringComparison.Ordinal);

        File.Move(worker.StateFile + ".moved", worker.StateFile, overwrite: true);
        await worker.PassAsync();
        Assert.Contains("\"b\"", await File.ReadAllTextAsync(worker.StateFile), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await worker.HealthAsync()).Status);
    }

    [Fact]
    public async Task Crash_before_the_new_file_is_in_place_leaves_the_old_one()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "a");
        await worker.PassAsync();
        var unfinished = $"{worker.StateFile}.next-{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(unfinished, "{ \"half of");
        var unfinishedOwner = $"{worker.StateFile}.owner.next-{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(unfinishedOwner, "process");
        await File.WriteAllTextAsync(worker.StateFile + ".next-week", "another's");

        await worker.RestartAsync();
        await worker.StartWorkerAsync();

        Assert.Equal(1, (await worker.ReadStateAsync()).TriesOf("a"));
        Assert.False(File.Exists(unfinished));
        Assert.False(File.Exists(unfinishedOwner));
        Assert.True(File.Exists(worker.StateFile + ".next-week"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"a/b/c\": { \"tasks\": { \"x\": { \"tries\"")]
    [InlineData("{ \"a/b/c\": null }")]
    [InlineData("{ \"a/b/c\": {} }")]
    [InlineData("{ \"a/b\": { \"tasks\": {} } }")]
    [InlineData("{ \"a/b/c\": { \"tasks\": null } }")]
    [InlineData("{ \"a/b/c\": { \"tasks\": { \"x\": null } } }")]
    [InlineData("{ \"a/b/c\": { \"tasks\": { \"x\": { \"tries\": -1 } } } }")]
    public async Task Broken_file_is_moved_aside_and_logged(string content)
    {
        await using var worker = await WorkerFixture.StartAsync();
        await File.WriteAllTextAsync(worker.StateFile, content);

        await worker.StartWorkerAsync();

        Assert.Equal(content, await File.ReadAllTextAsync(worker.StateFile + ".broken"));
        Assert.Contains(worker.Logs, static log => log.Id == 8);
        await worker.PassAsync();
        Assert.True(File.Exists(worker.StateFile));
    }

    [Fact]
    public async Task Tasks_that_the_service_no_longer_lists_are_removed()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "a");
        await worker.PassAsync();
        Assert.Single((await worker.ReadStateAsync()).Tasks);

        worker.Clock.Advance(TimeSpan.FromHours(24));
        await worker.PassAsync();

        Assert.Empty((await worker.ReadStateAsync()).Tasks);
    }

    [Fact]
    public async Task Second_store_with_the_same_file_refuses_to_start()
    {
        await using var worker = await WorkerFixture.StartAsync();
        await worker.StartWorkerAsync();
        await using var second = await WorkerFixture.StartAsync(("StateFile", worker.StateFile));

        var exception = await Assert.ThrowsAsync<RetryWorkerStartException>(second.StartWorkerAsync);

        Assert.Contains($"is in use by process {Environment.ProcessId} on {Environment.MachineName}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shipper_is_claimed_by_one_pass_at_a_time()
    {
        await using var worker = await WorkerFixture.StartAsync();
        await worker.StartWorkerAsync();
        var states = worker.Get<IRetryStateStore>();

        var first = (await states.ClaimAsync(WorkerFixture.Shipper, CancellationToken.None)).Claim!;
        Assert.Null((await states.ClaimAsync(WorkerFixture.Shipper, CancellationToken.None)).Claim);
        await states.ReleaseAsync(first, null, CancellationToken.None);

        Assert.Equal(first.Fence + 1, (await states.ClaimAsync(WorkerFixture.Shipper, CancellationToken.None)).Claim!.Fence);
    }
}
