using ShipperClient.TestSupport;

namespace ShipperClient.Testing.Tests.Time;

/// <summary>The clock that all test projects share.</summary>
public sealed class ManualTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new(DateTimeOffset.UnixEpoch);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Clock_stands_still_until_it_is_advanced()
    {
        Assert.Equal(DateTimeOffset.UnixEpoch, _clock.GetUtcNow());
        var before = _clock.GetTimestamp();

        _clock.Advance(Second);

        Assert.Equal(DateTimeOffset.UnixEpoch + Second, _clock.GetUtcNow());
        Assert.Equal(Second, _clock.GetElapsedTime(before));
    }

    [Fact]
    public void Setting_the_time_does_not_affect_timestamps_and_timers()
    {
        var delay = Task.Delay(Second, _clock, Cancel);
        _clock.SetUtcNow(DateTimeOffset.UnixEpoch.AddDays(1));

        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(1), _clock.GetUtcNow());
        Assert.Equal(0, _clock.GetTimestamp());
        Assert.False(delay.IsCompleted);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_each_at_its_own_time()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        void Record(object? name) => fired.Add(((string)name!, _clock.GetElapsedTime(0)));
        using var late = _clock.CreateTimer(Record, "late", 3 * Second, Timeout.InfiniteTimeSpan);
        using var often = _clock.CreateTimer(Record, "often", Second, Second);
        using var stopped = _clock.CreateTimer(Record, "stopped", Second, Second);
        stopped.Dispose();

        _clock.Advance(3 * Second);

        Assert.Equal([("often", Second), ("often", 2 * Second), ("late", 3 * Second), ("often", 3 * Second)], fired);
        Assert.Equal([3 * Second, Second, Second], _clock.DueTimes);
        Assert.False(stopped.Change(Second, Second));
    }

    [Fact]
    public async Task Waiting_for_a_timer_finds_a_pending_one_and_a_later_one()
    {
        var early = _clock.WaitForTimerAsync(Second, Cancel);
        Assert.False(early.IsCompleted);

        var delay = Task.Delay(Second, _clock, Cancel);
        await early;
        await _clock.WaitForTimerAsync(Second, Cancel);
        Assert.False(_clock.WaitForTimerAsync(2 * Second, Cancel).IsCompleted);

        _clock.Advance(Second);
        await delay;
        Assert.False(_clock.WaitForTimerAsync(Second, Cancel).IsCompleted);
    }

    [Fact]
    public async Task Clock_advances_by_itself_to_the_waits_that_AutoFire_selects()
    {
        _clock.AutoFire = due => due == Second;
        var untouched = Task.Delay(2 * Second, _clock, Cancel);

        await Task.Delay(Second, _clock, Cancel);
        Assert.Equal(DateTimeOffset.UnixEpoch + Second, _clock.GetUtcNow());
        Assert.False(untouched.IsCompleted);

        await Task.Delay(Second, _clock, Cancel);
        await untouched;
    }

    [Fact]
    public async Task Wait_that_was_canceled_does_not_advance_the_clock()
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = _clock.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.AutoFire = _ =>
        {
            stopped.Dispose();
            return true;
        };
        stopped.Change(5 * Second, Timeout.InfiniteTimeSpan);

        using var immediate = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await fired.Task.WaitAsync(Cancel);
        Assert.Equal(DateTimeOffset.UnixEpoch, _clock.GetUtcNow());
    }
}
