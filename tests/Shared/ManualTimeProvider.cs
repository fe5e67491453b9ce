namespace ShipperClient.TestSupport;

/// <summary>
/// A clock that stands still until a test advances it. Waits that use it (Task.Delay, CancellationTokenSource, CreateTimer) end when
/// <see cref="Advance"/> reaches them, or by themselves if <see cref="AutoFire"/> selects them.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _pending = [];
    private readonly List<TimeSpan> _dueTimes = [];
    private readonly List<(TimeSpan DueTime, TaskCompletionSource Found)> _waiters = [];
    private TimeSpan _elapsed;
    private DateTimeOffset _origin = start ?? new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private long _sequence;

    /// <summary>Gets or sets the function that selects the waits that end by themselves. It is called with the due time of each timer that starts; if it returns true, the clock advances to that timer.</summary>
    public Func<TimeSpan, bool>? AutoFire { get; set; }

    /// <summary>Gets the due time of each timer that was started, in order, except those that never fire.</summary>
    public IReadOnlyList<TimeSpan> DueTimes
    {
        get
        {
            lock (_lock)
            {
                return [.. _dueTimes];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _origin + _elapsed;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Sets the time, as an administrator does. Timers and timestamps are not affected.</summary>
    public void SetUtcNow(DateTimeOffset now)
    {
        lock (_lock)
        {
            _origin = now - _elapsed;
        }
    }

    /// <summary>Advances the clock, and fires the timers that become due, in order, each at its own time, on the calling thread.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_lock)
        {
            target = _elapsed + by;
        }

        AdvanceTo(target);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer with exactly this due time is pending, regardless of whether it was started before or after this call.</summary>
    public Task WaitForTimerAsync(TimeSpan dueTime, CancellationToken cancellationToken = default)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_pending.Exists(timer => timer.DueTime == dueTime))
            {
                return Task.CompletedTask;
            }

            _waiters.Add((dueTime, found));
        }

        return found.Task.WaitAsync(cancellationToken);
    }

    internal void Start(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _pending.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Set(dueTime, period, _elapsed + dueTime, _sequence++);
            _pending.Add(timer);
            _dueTimes.Add(dueTime);
            foreach (var (_, found) in _waiters.FindAll(waiter => waiter.DueTime == dueTime))
            {
                found.TrySetResult();
            }

            _waiters.RemoveAll(waiter => waiter.DueTime == dueTime);
        }

        if (dueTime == TimeSpan.Zero || AutoFire?.Invoke(dueTime) == true)
        {
            // Not on this thread: the caller may hold a lock that the callback takes.
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Clock.AdvanceToTimer(work.Timer, work.Run), (Clock: this, Timer: timer, timer.Run), preferLocal: false);
        }
    }

    internal void Stop(ManualTimer timer)
    {
        lock (_lock)
        {
            _pending.Remove(timer);
        }
    }

    // A timer that was stopped or restarted in the meantime does not advance the clock.
    private void AdvanceToTimer(ManualTimer timer, long run)
    {
        TimeSpan target;
        lock (_lock)
        {
            if (timer.Run != run || !_pending.Contains(timer))
            {
                return;
            }

            target = timer.DueAt;
        }

        AdvanceTo(target);
    }

    private void AdvanceTo(TimeSpan target)
    {
        while (true)
        {
            ManualTimer? due;
            lock (_lock)
            {
                due = _pending.Where(timer => timer.DueAt <= target).OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Run).FirstOrDefault();
                var next = due?.DueAt ?? target;
                _elapsed = next > _elapsed ? next : _elapsed;
                if (due is null)
                {
                    return;
                }

                if (!due.Repeat(_sequence++))
                {
                    _pending.Remove(due);
                }
            }

            due.Fire();
        }
    }
}
