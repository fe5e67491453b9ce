namespace ShipperClient.TestSupport;

/// <summary>
/// A clock that stands still until a test moves it. Waits started on it (Task.Delay, CancellationTokenSource, CreateTimer) end when
/// <see cref="Advance"/> reaches them, or on their own where <see cref="AutoFire"/> says so.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _pending = [];
    private readonly List<TimeSpan> _dueTimes = [];
    private readonly List<(TimeSpan DueTime, TaskCompletionSource Found)> _waiters = [];
    private TimeSpan _elapsed;
    private DateTimeOffset _origin = start ?? new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private long _sequence;

    /// <summary>Which waits end on their own: asked with the due time of each timer that starts; where true, the clock soon moves on to it.</summary>
    public Func<TimeSpan, bool>? AutoFire { get; set; }

    /// <summary>Each due time that was ever asked for, in order; "never" is not among them.</summary>
    public IReadOnlyList<TimeSpan> DueTimes
    {
        get
        {
            lock (_gate)
            {
                return [.. _dueTimes];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _origin + _elapsed;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Puts the hands of the clock elsewhere, as an administrator would: timers and timestamps do not notice.</summary>
    public void SetUtcNow(DateTimeOffset now)
    {
        lock (_gate)
        {
            _origin = now - _elapsed;
        }
    }

    /// <summary>Moves the clock forward, and runs what falls due on the way, in order, each at its own time, on this thread.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
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

    /// <summary>Waits until a timer that was started with exactly this due time is pending, whether it was started before or after this call.</summary>
    public Task WaitForTimerAsync(TimeSpan dueTime, CancellationToken cancellationToken = default)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
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
        lock (_gate)
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
            // Never here and now: whoever starts a timer may hold a lock that its callback wants.
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Clock.AdvanceToTimer(work.Timer, work.Run), (Clock: this, Timer: timer, timer.Run), preferLocal: false);
        }
    }

    internal void Stop(ManualTimer timer)
    {
        lock (_gate)
        {
            _pending.Remove(timer);
        }
    }

    // A timer that was stopped or started anew in the meantime does not move the clock.
    private void AdvanceToTimer(ManualTimer timer, long run)
    {
        TimeSpan target;
        lock (_gate)
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
            lock (_gate)
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
