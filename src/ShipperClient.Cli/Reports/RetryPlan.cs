using System.Collections.Concurrent;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Reports;

/// <summary>The failed tasks of one or many shippers that a retry is about, and the shippers that could not be read.</summary>
internal sealed class RetryPlan(string target, IReadOnlyList<RetryOperation> operations, IReadOnlyList<ShipperReport> unreadable)
{
    private const int ShippersAtATime = 4;

    public string Target => target;

    public IReadOnlyList<RetryOperation> Operations => operations;

    public IReadOnlyList<ShipperReport> Unreadable => unreadable;

    public int Count => operations.Sum(static operation => operation.Count);

    public int TakenCount => operations.Sum(static operation => operation.TakenCount);

    public int UnknownCount => operations.Sum(static operation => operation.UnknownCount);

    public int RunningCount => operations.Sum(static operation => operation.RunningCount);

    public int SucceededCount => operations.Sum(static operation => operation.SucceededCount);

    public int LostCount => operations.Sum(static operation => operation.LostCount);

    public int FailedAgainCount => operations.Sum(static operation => operation.FailedAgain.Count);

    public bool IsSuccess => operations.All(static operation => operation.IsSuccess);

    /// <summary>The planned tasks by reason, the most frequent first; empty if they were given by id.</summary>
    public IReadOnlyList<FailureGroup> Reasons { get; private init; } = [];

    /// <summary>Plans the retry of given tasks of one shipper.</summary>
    public static RetryPlan Create(LogServiceClient client, ShipperReference shipper, IReadOnlyList<string> taskIds) =>
        new(shipper.ToString(), [new RetryOperation(client, shipper, taskIds)], []);

    /// <summary>Plans the retry of every failed task of the targets that a filter selects.</summary>
    public static async Task<RetryPlan> ReadAsync(
        LogServiceClient client, Target target, Window window, TaskFilter filter, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var (found, unreadable) = await new ShipperFinder(client).FindAsync(target, cancellationToken).ConfigureAwait(false);
        var failed = new ConcurrentBag<(ShipperReference Shipper, List<ShipperTask> Tasks)>();
        var errors = new ConcurrentBag<ShipperReport>(unreadable);
        var done = 0;
        progress(0, found.Count);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = ShippersAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(found, limits, async (shipper, token) =>
        {
            var query = new ShipperStatusQuery(shipper, window.From, window.To) { Status = ShipperTaskStatus.Fail, Size = ShipperStatusQuery.MaxSize };
            try
            {
                failed.Add((shipper, await client.ListShipperTasksAsync(query, token).Where(filter.Matches).ToListAsync(token).ConfigureAwait(false)));
            }
            catch (LogServiceException exception) when (target.Shipper is null)
            {
                // One shipper that cannot be read must not keep the others from their retry.
                errors.Add(new ShipperReport(Settings.Target.From(shipper), Health: null, exception));
            }

            progress(Interlocked.Increment(ref done), found.Count);
        }).ConfigureAwait(false);
        var inOrder = failed.Where(shipper => shipper.Tasks.Count > 0 || target.Shipper is not null).OrderBy(static shipper => shipper.Shipper.ToString(), StringComparer.Ordinal).ToList();
        return new RetryPlan(
            target.ToString(),
            [.. inOrder.Select(shipper => new RetryOperation(client, shipper.Shipper, [.. shipper.Tasks.Select(static task => task.Id)]))],
            [.. errors.OrderBy(static report => report.Target.ToString(), StringComparer.Ordinal)])
        {
            Reasons = FailureGroup.From(inOrder.SelectMany(static shipper => shipper.Tasks)),
        };
    }

    /// <summary>Sends exactly the planned tasks. An error that ends one shipper's retry is kept with it, and the others go on.</summary>
    public Task SendAsync(Action<int, int> progress, CancellationToken cancellationToken) =>
        ForEachAsync(Count, progress, static operation => operation.TakenCount + operation.RefusedCount, static (operation, report, token) => operation.SendAsync(report, token), cancellationToken);

    /// <summary>Waits until the tasks that were taken have finished.</summary>
    public Task WaitAsync(TimeSpan pollInterval, TimeSpan timeout, Action<int, int> progress, CancellationToken cancellationToken) =>
        ForEachAsync(
            TakenCount, progress, static operation => operation.TakenCount - operation.RunningCount, (operation, report, token) => operation.WaitAsync(pollInterval, timeout, report, token), cancellationToken);

    private async Task ForEachAsync(
        int total,
        Action<int, int> progress,
        Func<RetryOperation, int> done,
        Func<RetryOperation, Action, CancellationToken, Task> run,
        CancellationToken cancellationToken)
    {
        void Report() => progress(operations.Sum(done), total);
        Report();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = ShippersAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(operations, limits, async (operation, token) =>
        {
            try
            {
                await run(operation, Report, token).ConfigureAwait(false);
            }
            catch (LogServiceException exception) when (operations.Count > 1)
            {
                operation.Error = exception;
            }
        }).ConfigureAwait(false);
    }
}
