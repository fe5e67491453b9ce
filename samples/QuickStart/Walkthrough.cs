using System.Globalization;
using ShipperClient;

namespace QuickStart;

/// <summary>The main job from end to end: what is the state, what failed and why, retry it, what is the state now.</summary>
internal sealed class Walkthrough(LogServiceClient client, ShipperReference shipper)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly DateTimeOffset _to = TimeProvider.System.GetUtcNow();

    private DateTimeOffset From => _to.AddHours(-12);

    public async Task RunAsync(bool askFirst, CancellationToken cancellationToken)
    {
        Print($"Shipper {shipper}, tasks created in the last 12 hours");
        var before = await GetStatisticsAsync(cancellationToken);
        Print($"Before:  {Text(before)}");

        var failed = await ListFailedAsync(cancellationToken);
        PrintByReason(failed);
        if (failed.Count == 0)
        {
            Print($"Nothing to retry.");
            return;
        }

        Print($"About to retry {failed.Count} failed tasks, {LogServiceClient.MaxTaskIdsPerRetry} at a time");
        if (askFirst)
        {
            Console.Write("Press Enter to go on, or Ctrl-C to leave. ");
            await Console.In.ReadLineAsync(cancellationToken);
        }

        await RetryAsync(failed, cancellationToken);
        Print($"After:   {Text(await WaitForRetriesAsync(before.Running, cancellationToken))}");

        var failedAgain = await ListFailedAsync(cancellationToken);
        if (failedAgain.Count > 0)
        {
            Print($"{failedAgain.Count} tasks failed again. Mend the cause before the next try:");
            PrintByReason(failedAgain);
        }
    }

    // The statistics count the whole window, so a page of one task is enough.
    private async Task<ShipperTaskStatistics> GetStatisticsAsync(CancellationToken cancellationToken)
    {
        var page = await client.GetShipperStatusAsync(new ShipperStatusQuery(shipper, From, _to) { Size = 1 }, cancellationToken);
        return page.Statistics;
    }

    private async Task<List<ShipperTask>> ListFailedAsync(CancellationToken cancellationToken)
    {
        var query = new ShipperStatusQuery(shipper, From, _to) { Status = ShipperTaskStatus.Fail, Size = ShipperStatusQuery.MaxSize };
        List<ShipperTask> failed = [];
        await foreach (var task in client.ListShipperTasksAsync(query, cancellationToken))
        {
            failed.Add(task);
        }

        return failed;
    }

    // Exactly the tasks that were shown. Where none need be shown first, client.RetryFailedShipperTasksAsync does it all, several calls at a time.
    private async Task RetryAsync(List<ShipperTask> failed, CancellationToken cancellationToken)
    {
        var batches = failed.Select(task => task.Id).Chunk(LogServiceClient.MaxTaskIdsPerRetry).ToList();
        for (var i = 0; i < batches.Count; i++)
        {
            await client.RetryShipperTasksAsync(shipper, batches[i], cancellationToken);
            Print($"  batch {i + 1} of {batches.Count}: {batches[i].Length} tasks taken");
        }
    }

    private async Task<ShipperTaskStatistics> WaitForRetriesAsync(int runningBefore, CancellationToken cancellationToken)
    {
        var statistics = await GetStatisticsAsync(cancellationToken);
        for (var polls = 0; statistics.Running > runningBefore && polls < 20; polls++)
        {
            await Task.Delay(PollInterval, cancellationToken);
            statistics = await GetStatisticsAsync(cancellationToken);
        }

        return statistics;
    }

    private static void PrintByReason(IEnumerable<ShipperTask> failed)
    {
        foreach (var reason in failed.GroupBy(task => task.FailureReason).OrderByDescending(reason => reason.Count()))
        {
            Print($"  {reason.Key,-20} {reason.Count(),4}   {reason.Last().Message}");
        }
    }

    private static string Text(ShipperTaskStatistics statistics) => string.Create(
        CultureInfo.InvariantCulture,
        $"{statistics.Success + statistics.Running + statistics.Fail} tasks: {statistics.Success} success, {statistics.Running} running, {statistics.Fail} fail");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
