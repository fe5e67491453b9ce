namespace ShipperClient.TestSupport;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>, which reads and changes its state under its own lock.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private volatile bool _disposed;
    private TimeSpan _period;

    /// <summary>The due time that the timer was started with.</summary>
    public TimeSpan DueTime { get; private set; }

    /// <summary>The time at which the timer becomes due, on the clock's monotonic time.</summary>
    public TimeSpan DueAt { get; private set; }

    /// <summary>Identifies one start of this timer, and orders timers that become due together.</summary>
    public long Run { get; private set; } = -1;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        clock.Start(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Stop(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Set(TimeSpan dueTime, TimeSpan period, TimeSpan dueAt, long run)
    {
        (DueTime, DueAt, Run) = (dueTime, dueAt, run);
        // As with the real timers, a period of zero means once.
        _period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
    }

    /// <summary>Sets the next due time of a periodic timer.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool Repeat(long run)
    {
        if (_period == Timeout.InfiniteTimeSpan)
        {
            return false;
        }

        (DueAt, Run) = (DueAt + _period, run);
        return true;
    }

    internal void Fire()
    {
        if (_context is null)
        {
            callback(state);
            return;
        }

        ExecutionContext.Run(_context, static boxed => ((ManualTimer)boxed!).Call(), this);
    }

    private void Call() => callback(state);
}
