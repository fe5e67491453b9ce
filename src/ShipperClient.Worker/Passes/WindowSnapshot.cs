
namespace ShipperClient.Worker.Passes;

/// <summary>What a pass needs to know of a window, from one listing: the running and the failed tasks, and when the last data came.</summary>
internal sealed record WindowSnapshot(IReadOnlyList<ShipperTask> Running, IReadOnlyList<ShipperTask> Failed, DateTimeOffset? LastDataReceivedAt)
{
    public static async Task<WindowSnapshot> ReadAsync(LogServiceClient client, ShipperStatusQuery window, CancellationToken cancellationToken)
    {
        window = window with { Size = ShipperStatusQuery.MaxSize };
        var successes = await client.GetShipperStatusAsync(window with { Status = ShipperTaskStatus.Success }, cancellationToken).ConfigureAwait(false);
        List<ShipperTask> ended = [.. successes.Tasks];
        if (successes.Total > successes.Tasks.Count && successes.Tasks.Count > 0)
        {
            // The order of the list is not documented: the newest success is on the first page or on the last.
            var last = window with { Status = ShipperTaskStatus.Success, Offset = Math.Max(successes.Tasks.Count, successes.Total - window.Size) };
            ended.AddRange((await client.GetShipperStatusAsync(last, cancellationToken).ConfigureAwait(false)).Tasks);
        }

        List<ShipperTask> running = [], failed = [];
        if (successes.Statistics is not { Running: 0, Fail: 0 })
        {
            // The running ones first: a task that fails between the two listings is in both, rather than in neither.
            running = await ListAsync(client, window with { Status = ShipperTaskStatus.Running }, cancellationToken).ConfigureAwait(false);
            failed = await ListAsync(client, window with { Status = ShipperTaskStatus.Fail }, cancellationToken).ConfigureAwait(false);
        }

        return new WindowSnapshot(running, failed, ended.Concat(failed).Max(static task => task.LastDataReceivedAt));
    }

    private static async Task<List<ShipperTask>> ListAsync(LogServiceClient client, ShipperStatusQuery query, CancellationToken cancellationToken)
    {
        List<ShipperTask> tasks = [];
        await foreach (var task in client.ListShipperTasksAsync(query, cancellationToken).ConfigureAwait(false))
        {
            tasks.Add(task);
        }

        return tasks;
    }
}
