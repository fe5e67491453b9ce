namespace ShipperClient.Tests;

/// <summary>A substitute with many failed tasks, whose retries end when, and as, the test says.</summary>
internal sealed class HeldClient(int failedTasks) : LogServiceClient
{
    public Queue<TaskCompletionSource> Held { get; } = [];

    public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
    {
        var tasks = Enumerable.Range(query.Offset, Math.Min(query.Size, failedTasks - query.Offset))
            .Select(i => new ShipperTask { Id = $"task-{i}", Status = ShipperTaskStatus.Fail })
            .ToList();
        return Task.FromResult(new ShipperStatusPage(tasks.Count, failedTasks, new ShipperTaskStatistics(0, 0, failedTasks), tasks));
    }

    public override Task RetryShipperTasksAsync(ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default)
    {
        var call = new TaskCompletionSource();
        Held.Enqueue(call);
        return call.Task.WaitAsync(cancellationToken);
    }
}
