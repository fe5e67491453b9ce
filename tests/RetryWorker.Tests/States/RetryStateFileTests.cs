using RetryWorker.States;
using RetryWorker.Tests.Support;
using ShipperClient;

namespace RetryWorker.Tests.States;

/// <summary>What the state file keeps across restarts, and what may happen to the file.</summary>
public class RetryStateFileTests
{
    [Fact]
    public async Task Restart_continues_from_the_file()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "2"), ("Overlap", "00:10:00"));
        var created = worker.Clock.GetUtcNow().AddHours(-1);
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "stubborn", created);
        worker.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Fail;
        await worker.PassAsync();

        worker.Restart(("MaxTries", "2"), ("Overlap", "00:10:00"));
        await worker.Get<RetryStateFile>().LoadAsync(CancellationToken.None);
        var second = await worker.PassAsync();
        var third = await worker.PassAsync();

        Assert.Equal((1, 1, 0), (second.Retried, second.FailedAgain, second.GivenUp));
        Assert.Equal((0, 1), (third.Retried, third.GivenUp));
        Assert.Equal(created.AddMinutes(-10), worker.WindowStarts.Last());
        Assert.Equal(created, third.LastDataReceivedAt);
    }

    [Fact]
    public async Task Load_without_a_file_counts_from_the_start()
    {
        await using var worker = await WorkerFixture.StartAsync();

        await worker.Get<RetryStateFile>().LoadAsync(CancellationToken.None);

        Assert.Empty(worker.Get<RetryStateFile>().Get(WorkerFixture.Shipper).Tasks);
        Assert.Empty(worker.Logs);
    }

    [Fact]
    public async Task Save_that_fails_leaves_the_old_file_and_the_worker_continues()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "a");
        await worker.PassAsync();
        var before = await File.ReadAllTextAsync(worker.StateFile);
        Directory.CreateDirectory(worker.StateFile + ".tmp");
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "b");

        Assert.Equal(1, (await worker.PassAsync()).Retried);

        Assert.Equal(before, await File.ReadAllTextAsync(worker.StateFile));
        Assert.Contains(worker.Logs, static log => log.Id == 9);
        Directory.Delete(worker.StateFile + ".tmp");
        await worker.PassAsync();
        Assert.Contains("\"b\"", await File.ReadAllTextAsync(worker.StateFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crash_before_the_new_file_is_in_place_leaves_the_old_one()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, "a");
        await worker.PassAsync();
        await File.WriteAllTextAsync(worker.StateFile + ".tmp", "{ \"half of");

        worker.Restart();
        await worker.Get<RetryStateFile>().LoadAsync(CancellationToken.None);

        Assert.Equal(1, worker.Get<RetryStateFile>().Get(WorkerFixture.Shipper).TriesOf("a"));
        await worker.Get<RetryStateFile>().SaveAsync(CancellationToken.None);
        Assert.False(File.Exists(worker.StateFile + ".tmp"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"a/b/c\": { \"tasks\": { \"x\": { \"tries\"")]
    [InlineData("{ \"a/b/c\": null }")]
    [InlineData("{ \"a/b/c\": { \"tasks\": null } }")]
    [InlineData("{ \"a/b/c\": { \"tasks\": { \"x\": null } } }")]
    public async Task Broken_file_is_moved_aside_and_logged(string content)
    {
        await using var worker = await WorkerFixture.StartAsync();
        await File.WriteAllTextAsync(worker.StateFile, content);

        await worker.Get<RetryStateFile>().LoadAsync(CancellationToken.None);

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
        Assert.Single(worker.Get<RetryStateFile>().Get(WorkerFixture.Shipper).Tasks);

        worker.Clock.Advance(TimeSpan.FromHours(24));
        await worker.PassAsync();

        Assert.Empty(worker.Get<RetryStateFile>().Get(WorkerFixture.Shipper).Tasks);
    }
}
