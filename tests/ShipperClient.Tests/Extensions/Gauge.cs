namespace ShipperClient.Tests;

/// <summary>A service of 600 failed tasks that refuses the first eight batches, and counts how many calls are under way at a time in each phase.</summary>
internal sealed class Gauge : LogServiceClient
{
    private const int Batches = 60;

    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private int _calls;
    private int _inFlight;

    public List<(int From, int Max)> InFlight { get; } = [(0, 0), (8, 0), (30, 0)];

    public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
    {
        var tasks = Enumerable.Range(0, query.Offset == 0 ? Batches * MaxTaskIdsPerRetry : 0).Select(i => new ShipperTask { Id = $"{i}" }).ToList();
        return Task.FromResult(new ShipperStatusPage(tasks.Count, tasks.Count, new ShipperTaskStatistics(0, 0, tasks.Count), tasks));
    }
}
