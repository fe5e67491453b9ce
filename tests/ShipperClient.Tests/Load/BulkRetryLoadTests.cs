using System.Diagnostics;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Load;

/// <summary>Figures of the bulk retry. They are measured alone, because what runs beside them would be measured too.</summary>
[Collection(nameof(Alone))]
public class BulkRetryLoadTests
{
    [Fact]
    public async Task A_hundred_thousand_failed_tasks_are_retried_once_each_in_few_requests_and_little_memory()
    {
        const int Count = 100_000;
        await using var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { RetryDuration = TimeSpan.FromHours(1), MaxRecordedRequests = 20_000 });
        var shipper = service.AddShipper(Sample.Shipper);
        shipper.AddTasks(Count, ShipperTaskStatus.Fail, DateTimeOffset.UtcNow.AddHours(-10), TimeSpan.FromMilliseconds(300));
        using var client = service.CreateClient();
        var now = DateTimeOffset.UtcNow;

        // What the service itself keeps (its record of the requests) grows too; it is taken off by measuring the record.
        var start = GC.GetTotalMemory(forceFullCollection: true);
        var peak = long.MinValue;
        var batches = 0;
        var ids = 0;
        await foreach (var batch in client.RetryFailedShipperTasksAsync(Sample.Shipper, now.AddHours(-12), now, maxConcurrency: 16))
        {
            Assert.True(batch.Succeeded);
            ids += batch.TaskIds.Count;
            if (++batches % 500 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - start);
            }
        }

        Assert.Equal((Count / 10, Count), (batches, ids));
        var puts = service.Requests.Where(request => request.Method == "PUT").ToList();
        Assert.Equal(Count, puts.SelectMany(put => put.BodyText.Trim('[', ']').Split(',')).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(service.Requests.Count, Count / 10, (Count / 10) + 200);
        Assert.All(shipper.Tasks, task => Assert.Equal(ShipperTaskStatus.Running, task.Status));
        TestContext.Current.TestOutputHelper!.WriteLine($"peak above the start, the service's record of 10,200 requests included: {peak / 1024.0 / 1024.0:0.0} MB");

        // It may be less than nothing: pools that earlier tests filled are emptied meanwhile.
        Assert.InRange(peak, -1024L * 1024 * 1024, 64L * 1024 * 1024);
    }

    [Fact]
    public async Task Sixteen_calls_at_a_time_are_twelve_times_as_fast_as_one_where_the_service_takes_5_ms()
    {
        const int Count = 2_000;
        var ratios = new List<double>();
        for (var round = 0; round < 6 && !ratios.Exists(static ratio => ratio >= 12); round++)
        {
            // Up to six rounds: a machine that is busy with something else slows the sixteen more than the one.
            ratios.Add(await TimeAsync(1, Count) / await TimeAsync(16, Count));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"as fast: {string.Join(", ", ratios.Select(ratio => $"{ratio:0.0}"))}");
        Assert.True(ratios.Max() >= 12, $"{ratios.Max():0.0} times as fast");
    }

    private static async Task<double> TimeAsync(int maxConcurrency, int count)
    {
        await using var service = await FakeLogService.StartAsync();
        service.AddShipper(Sample.Shipper).AddTasks(count, ShipperTaskStatus.Fail, DateTimeOffset.UtcNow.AddHours(-1));
        service.FailNext(FakeFault.Latency(TimeSpan.FromMilliseconds(5)), int.MaxValue, request => request.Method == "PUT");
        using var client = service.CreateClient();
        var now = DateTimeOffset.UtcNow;
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(count / 10, await client.RetryFailedShipperTasksAsync(Sample.Shipper, now.AddHours(-2), now, maxConcurrency).CountAsync());
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
