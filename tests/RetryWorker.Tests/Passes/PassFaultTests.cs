using System.Net;
using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Testing;
using ShipperClient.Worker.Reports;

namespace RetryWorker.Tests.Passes;

/// <summary>A pass while the service throttles, and while the clock is wrong.</summary>
public class PassFaultTests
{
    [Theory]
    [InlineData(25)]
    [InlineData(40)]
    public async Task Pass_whose_every_second_listing_is_throttled_completes(int seconds)
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.Clock.AutoFire = static due => due < TimeSpan.FromSeconds(59) && due != TimeSpan.FromSeconds(10);
        worker.Tasks.AddTasks(3, ShipperTaskStatus.Fail);
        var requests = 0;
        worker.Service.FailNext(
            FakeFault.Error(HttpStatusCode.TooManyRequests, LogServiceErrorCodes.ReadQuotaExceed, retryAfter: TimeSpan.FromSeconds(seconds)),
            count: 1000,
            when: request => request.Method == "GET" && Interlocked.Increment(ref requests) % 2 == 0);

        var report = await worker.PassAsync();

        Assert.Equal((PassOutcome.Completed, 3, (string?)null), (report.Outcome, report.Retried, report.Error));
    }

    [Fact]
    public async Task Pass_that_is_throttled_until_its_deadline_is_incomplete_and_not_unreachable()
    {
        await using var worker = await WorkerFixture.StartAsync();
        worker.FailNext(HttpStatusCode.TooManyRequests, LogServiceErrorCodes.ReadQuotaExceed, count: 10_000);

        var report = await worker.PassAsync();

        Assert.Equal((PassOutcome.Incomplete, LogServiceErrorCodes.ReadQuotaExceed), (report.Outcome, report.ErrorType));
    }

    [Theory]
    [InlineData(3 * 24)]
    [InlineData(-3 * 24)]
    [InlineData(-56 * 365 * 24)]
    public async Task Pass_in_which_the_clock_is_corrected_loses_no_task(int hours)
    {
        await using var worker = await WorkerFixture.StartAsync(("Overlap", "00:00:01"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail, createdAt: worker.Clock.GetUtcNow().AddHours(-1));
        worker.Service.ClockOffset = -TimeSpan.FromHours(hours);
        worker.Clock.SetUtcNow(worker.Clock.GetUtcNow().AddHours(hours));

        var first = await worker.PassAsync();
        var second = await worker.PassAsync();

        Assert.Equal(1, first.Retried + second.Retried);
        Assert.Equal((PassOutcome.Completed, 1), (second.Outcome, worker.Retries));
    }

    [Fact]
    public async Task Tries_survive_a_clock_that_is_corrected()
    {
        await using var worker = await WorkerFixture.StartAsync(("MaxTries", "1"));
        worker.Tasks.AddTask(ShipperTaskStatus.Fail);
        worker.Tasks.RetryOutcome = static _ => ShipperTaskStatus.Fail;
        await worker.PassAsync();
        worker.Service.ClockOffset = -TimeSpan.FromDays(3);
        worker.Clock.SetUtcNow(worker.Clock.GetUtcNow().AddDays(3));

        await worker.PassAsync();
        await worker.PassAsync();

        Assert.Equal(1, worker.Retries);
    }
}
