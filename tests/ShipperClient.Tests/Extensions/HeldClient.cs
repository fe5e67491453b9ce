namespace ShipperClient.Tests.Extensions;

/// <summary>A substitute with many failed tasks, whose retries end when, and as, the test says.</summary>
internal sealed class HeldClient(int failedTasks) : LogServiceClient
{
    private int _underWay;

    public Queue<TaskCompletionSource> Held { get; } = [];

    public bool HonoursCancellation { get; set; } = true;

    public int UnderWay => Volatile.Read(ref _underWay);

    public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
    {
        var tasks = Enumerable.Range(query.Offset, Math.Min(query.Size, failedTasks - query.Offset))
            .Select(i => new ShipperTask { Id = $"task-{i}", Status = ShipperTaskStatus.Fail })
            .ToList();
        return Task.FromResult(new ShipperStatusPage(tasks.Count, failedTasks, new ShipperTaskStatistics(0, 0, failedTasks), tasks));
    }

    public override async Task RetryShipperTasksAsync(ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default)
    {
        var call = new TaskCompletionSource();
        Held.Enqueue(call);
        Interlocked.Increment(ref _underWay);
        try
        {
            await (HonoursCancellation ? call.Task.WaitAsync(cancellationToken) : call.Task);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
