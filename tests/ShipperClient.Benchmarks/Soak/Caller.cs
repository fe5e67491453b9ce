using System.Diagnostics;

namespace ShipperClient.Benchmarks;

/// <summary>One of the callers of a soak: an operation after the other, and for each error the question whether what its attempts met explains it.</summary>
internal sealed class Caller(LogServiceClient client, SoakProcess service, Tally tally, ShipperReference shipper, int seed)
{
    // A call mends each of these once. The credentials rotate every 5 s and the clock is off again after 7, so only a call that took as long may meet one twice.
    private static readonly TimeSpan HealedTwice = TimeSpan.FromSeconds(5);
    private static readonly string[] Healed =
        [LogServiceErrorCodes.SecurityTokenExpired, LogServiceErrorCodes.RequestTimeExpired, LogServiceErrorCodes.RequestTimeTooSkewed];

    private readonly Random _random = new(seed);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await (_random.Next(4) switch
            {
                0 => DoAsync(GetPageAsync),
                1 => RetryOnceAsync(),
                2 => DoAsync(ListAsync),
                _ => DoAsync(RetryFailedAsync),
            });
        }
    }

    private Task GetPageAsync(Journal journal) => client.GetShipperStatusAsync(Window(SoakShippers.History) with { Size = _random.Next(1, SoakShippers.PageSize + 1) });

    private async Task RetryOnceAsync()
    {
        ShipperStatusPage? failed = null;
        await DoAsync(async _ => failed = await client.GetShipperStatusAsync(Window(shipper) with { Status = ShipperTaskStatus.Fail, Size = LogServiceClient.MaxTaskIdsPerRetry }));
        if (failed is { Tasks.Count: > 0 })
        {
            await DoAsync(async _ =>
            {
                var ids = failed.Tasks.Select(static task => task.Id).ToArray();
                await client.RetryShipperTasksAsync(shipper, ids);
                service.Taken(shipper.Name, ids);
            });
        }
    }

    private async Task ListAsync(Journal journal)
    {
        var count = await client.ListShipperTasksAsync(Window(SoakShippers.History) with { Size = SoakShippers.PageSize }).CountAsync();
        if (count != SoakShippers.HistoryCount)
        {
            tally.Surprised($"A listing had {count} tasks of {SoakShippers.HistoryCount}.");
        }
    }

    private async Task RetryFailedAsync(Journal journal)
    {
        var start = Stopwatch.GetTimestamp();
        var window = Window(shipper);
        await foreach (var batch in client.RetryFailedShipperTasksAsync(shipper, window.From, window.To))
        {
            if (batch.Error is null)
            {
                service.Taken(shipper.Name, batch.TaskIds);
            }
            else
            {
                Judge(batch.Error, journal.LastAttempts.Where(attempt => attempt.FirstId == batch.TaskIds[0]), Stopwatch.GetElapsedTime(start));
            }
        }
    }

    private async Task DoAsync(Func<Journal, Task> operation)
    {
        var journal = Journal.Begin(_random);
        var start = Stopwatch.GetTimestamp();
        try
        {
            await operation(journal);
        }
        catch (Exception exception)
        {
            Judge(exception, journal.LastAttempts, Stopwatch.GetElapsedTime(start));
        }

        tally.Operated();
    }

    private void Judge(Exception exception, IEnumerable<(string? FirstId, SoakFault? Fault)> lastAttempts, TimeSpan elapsed)
    {
        var met = lastAttempts.Select(static attempt => attempt.Fault).ToList();
        if (met.Exists(fault => fault?.LeadsTo == exception.GetType())
            || (exception is LogServiceAuthenticationException { ErrorCode: { } code } && Healed.Contains(code, StringComparer.Ordinal) && elapsed >= HealedTwice))
        {
            tally.Expected(exception);
        }
        else
        {
            tally.Surprised($"After {elapsed.TotalSeconds:0.0} s and the faults [{string.Join(", ", met.Select(static fault => fault?.Name ?? "none"))}]: {exception}");
        }
    }

    // Wide enough that the drift of the clock, and what is learnt of it, moves no task out of it.
    private ShipperStatusQuery Window(ShipperReference of)
    {
        var now = client.Clock.GetUtcNow();
        return new ShipperStatusQuery(of, now.AddHours(-11), now.AddHours(11));
    }
}
