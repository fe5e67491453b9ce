namespace ShipperClient.Cli.Reports;

/// <summary>
/// Everything that is shown of one shipper, counted from one listing of its tasks: what two calls return can differ, and a screen that disagrees with itself
/// is worse than one that is a second old.
/// </summary>
internal sealed class ShipperHistory
{
    private readonly DateTimeOffset _start;
    private readonly HourCount[] _hours;
    private readonly List<ShipperTask> _failed = [];
    private DateTimeOffset? _newestSuccessAt;
    private DateTimeOffset? _lastData;

    public ShipperHistory(DateTimeOffset from, DateTimeOffset to)
    {
        _start = StartOfHour(from);
        _hours = [.. Enumerable.Range(0, (int)(StartOfHour(to.AddSeconds(-1)) - _start).TotalHours + 1).Select(i => new HourCount(_start.AddHours(i), 0, 0, 0))];
    }

    public void Add(ShipperTask task)
    {
        var hour = Math.Clamp((int)(task.CreatedAt - _start).TotalHours, 0, _hours.Length - 1);
        _hours[hour] = _hours[hour].With(task.Status);
        if (task.Status == ShipperTaskStatus.Fail)
        {
            _failed.Add(task);
        }
        else if (task.Status == ShipperTaskStatus.Success && !(task.CreatedAt <= _newestSuccessAt))
        {
            _newestSuccessAt = task.CreatedAt;
        }

        // What still runs has not delivered what it received.
        if (task.Status is ShipperTaskStatus.Success or ShipperTaskStatus.Fail && !(task.LastDataReceivedAt is null || task.LastDataReceivedAt <= _lastData))
        {
            _lastData = task.LastDataReceivedAt;
        }
    }

    public ShipperHealth ToHealth(DateTimeOffset now)
    {
        var statistics = new ShipperTaskStatistics(_hours.Sum(static hour => hour.Running), _hours.Sum(static hour => hour.Success), _hours.Sum(static hour => hour.Fail));
        return new ShipperHealth(statistics, FailureGroup.From(_failed))
        {
            LastDataReceivedAt = _lastData,
            Lag = now - _lastData,
            OldestFailureAt = _failed.MinBy(static task => task.CreatedAt)?.CreatedAt,
            NewestSuccessAt = _newestSuccessAt,
            Timeline = _hours,
        };
    }

    private static DateTimeOffset StartOfHour(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds() / 3600 * 3600);
}
