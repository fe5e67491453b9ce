using ShipperClient.Testing.Internal.Time;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>The tasks of one shipper and their retries. All members take one lock. Retries that are due are completed before each read.</summary>
internal sealed class TaskStore(ShipperReference shipper, ServiceClock clock, TimeSpan retryDuration)
{
    private readonly Lock _lock = new();
    private readonly TaskIds _ids = new(shipper);
    private readonly TaskTable _table = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    // Numbers of tasks to come whose generated ids the test gave to other tasks, for example when it copied tasks from one fake to another.
    private readonly HashSet<int> _taken = [];
    private readonly PriorityQueue<int, DateTimeOffset> _retries = new();
    private Func<ShipperTask, ShipperTaskStatus> _outcome = static _ => ShipperTaskStatus.Success;

    public ServiceClock Clock => clock;

    public Func<ShipperTask, ShipperTaskStatus> Outcome
    {
        get
        {
            lock (_lock)
            {
                return _outcome;
            }
        }

        set
        {
            lock (_lock)
            {
                _outcome = value;
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _table.Count;
            }
        }
    }

    public ShipperTask Add(in TaskRecord task)
    {
        lock (_lock)
        {
            return ToShipperTask(AddOne(task));
        }
    }

    public void AddMany(int count, DateTimeOffset first, TimeSpan interval, ShipperTaskStatus status, TaskDetails? details)
    {
        lock (_lock)
        {
            for (var i = 0; i < count; i++)
            {
                var created = TaskConversion.ToSeconds(first + (i * interval), "createdAt");
                var ended = status == ShipperTaskStatus.Running ? 0 : created;
                AddOne(new TaskRecord { Status = status, Details = details, CreatedAt = created, LastDataReceivedAt = ended, FinishedAt = ended });
            }
        }
    }

    public ShipperTask[] All()
    {
        lock (_lock)
        {
            CompleteDueRetries();
            var everything = _table.Window(long.MinValue, long.MaxValue);
            var tasks = new ShipperTask[_table.Count];
            for (var i = 0; i < tasks.Length; i++)
            {
                tasks[i] = ToShipperTask(_table.NumberAt(everything, status: null, i));
            }

            return tasks;
        }
    }

    public ShipperStatusPage Page(TaskQuery query)
    {
        lock (_lock)
        {
            CompleteDueRetries();
            var window = _table.Window(query.From, query.To);
            var statistics = new ShipperTaskStatistics(
                _table.CountOf(ShipperTaskStatus.Running, window),
                _table.CountOf(ShipperTaskStatus.Success, window),
                _table.CountOf(ShipperTaskStatus.Fail, window));
            var total = query.Status is { } status ? _table.CountOf(status, window) : window.End.Value - window.Start.Value;
            var tasks = new ShipperTask[Math.Clamp(total - query.Offset, 0, query.Size)];
            for (var i = 0; i < tasks.Length; i++)
            {
                tasks[i] = ToShipperTask(_table.NumberAt(window, query.Status, query.Offset + i));
            }

            return new ShipperStatusPage(tasks.Length, total, statistics, tasks);
        }
    }

    public void Retry(IEnumerable<string> ids)
    {
        lock (_lock)
        {
            CompleteDueRetries();
            foreach (var id in ids)
            {
                var number = NumberOf(id);
                if (number >= 0 && _table[number].Status == ShipperTaskStatus.Fail)
                {
                    _table.SetStatus(number, ShipperTaskStatus.Running);
                    _table[number].FinishedAt = 0;
                    _retries.Enqueue(number, clock.UncorrectedNow + retryDuration);
                }
            }
        }
    }

    private int AddOne(TaskRecord task)
    {
        var number = _table.Count;
        if (_taken.Contains(number) && task.Details is not { Id: not null })
        {
            // The generated id was given to another task. One from the far end of the numbers is free.
            task.Details = (task.Details ?? new TaskDetails(null, null, null, null)) with { Id = _ids.Format(int.MaxValue - 1 - number) };
        }

        if (task.Details?.Id is { } id)
        {
            if (NumberOf(id) >= 0)
            {
                throw new ArgumentException($"The shipper {shipper} already has a task {id}.", nameof(task));
            }

            _numbers.Add(id, number);
            if (_ids.NumberOf(id) > number)
            {
                _taken.Add(_ids.NumberOf(id));
            }
        }

        _table.Add(task);
        return number;
    }

    private int NumberOf(string id)
    {
        if (_numbers.TryGetValue(id, out var given))
        {
            return given;
        }

        var number = _ids.NumberOf(id);
        return number < _table.Count && number >= 0 && _table[number].Details?.Id is null ? number : -1;
    }

    private void CompleteDueRetries()
    {
        var now = clock.UncorrectedNow;
        while (_retries.TryPeek(out var number, out var due) && due <= now)
        {
            // Called before the retry is removed: if the test's function throws, the next read throws again, rather than leaving a task that never ends.
            var outcome = _outcome(ToShipperTask(number));
            _retries.Dequeue();
            switch (outcome)
            {
                case ShipperTaskStatus.Running:
                    continue;
                case ShipperTaskStatus.Success:
                    var details = _table[number].Details;
                    _table[number].Details = details is { Id: null, DataLines: null } or null ? null : details with { Code = null, Message = null };
                    break;
                case ShipperTaskStatus.Fail:
                    break;
                default:
                    throw new InvalidOperationException($"A retry cannot end with {outcome}. RetryOutcome must return Success, Fail or Running.");
            }

            _table.SetStatus(number, outcome);
            _table[number].FinishedAt = TaskConversion.ToSeconds(due + clock.Offset, "finishedAt");
        }
    }

    private ShipperTask ToShipperTask(int number) => TaskConversion.ToTask(_table[number], _ids, number);
}
