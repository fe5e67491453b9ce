using System.Globalization;
using System.Text.Json;
using ShipperClient;

namespace QuickStart;

/// <summary>The main job from start to finish: show the state, show what failed and why, retry it, show the state again.</summary>
internal sealed class Walkthrough(LogServiceClient client, ShipperReference shipper)
{
    private readonly DateTimeOffset _to = client.Clock.GetUtcNow();

    private DateTimeOffset From => _to.AddHours(-12);

    public async Task RunAsync(bool askFirst, CancellationToken cancellationToken)
    {
        Print($"Shipper {shipper}, tasks created in the last 12 hours");
        Print($"Before:  {Text(await GetStatisticsAsync(cancellationToken))}");

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
            Console.Write("Press Enter to continue, or Ctrl-C to stop. ");
            await Console.In.ReadLineAsync(cancellationToken);
        }

        await RetryAsync(failed, cancellationToken);
        Print($"After:   {Text(await GetStatisticsAsync(cancellationToken))}");

        var failedAgain = await ListFailedAsync(cancellationToken);
        if (failedAgain.Count > 0)
        {
            Print($"{failedAgain.Count} tasks failed again. Fix the cause before the next try:");
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

    // Retries exactly the tasks that were shown, then waits until each has succeeded or failed again.
    // If they need not be shown first, client.RetryFailedShipperTasksAsync lists and retries in one call.
    private async Task RetryAsync(List<ShipperTask> failed, CancellationToken cancellationToken)
    {
        List<string> taken = [];
        await foreach (var batch in client.RetryShipperTasksInBatchesAsync(shipper, [.. failed.Select(task => task.Id)], cancellationToken: cancellationToken))
        {
            if (batch.Succeeded)
            {
                taken.AddRange(batch.TaskIds);
            }

            Print($"  batch {batch.Number} of {batch.BatchCount}: {batch.TaskIds.Count} tasks {(batch.Succeeded ? "taken" : $"not taken: {batch.Error!.Message}")}");
        }

        await foreach (var _ in client.WaitForShipperTasksAsync(shipper, taken, TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(2), cancellationToken))
        {
            // The statistics that follow show the outcome.
        }
    }

    private static void PrintByReason(IEnumerable<ShipperTask> failed)
    {
        foreach (var reason in failed.GroupBy(task => task.FailureReason).OrderByDescending(reason => reason.Count()))
        {
            Print($"  {reason.Key,-20} {reason.Count(),4}   {Escape(reason.Last().Message)}");
        }
    }

    private static string Text(ShipperTaskStatistics statistics) => string.Create(
        CultureInfo.InvariantCulture,
        $"{statistics.Success + statistics.Running + statistics.Fail} tasks: {statistics.Success} success, {statistics.Running} running, {statistics.Fail} fail");

    // Text of the service, of which a terminal could obey a part.
    private static string Escape(string? text) => JsonEncodedText.Encode(text ?? "").Value;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
