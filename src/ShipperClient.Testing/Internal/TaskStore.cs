namespace ShipperClient.Testing.Internal;

/// <summary>The tasks of one shipper and what becomes of them. Everything runs under one lock; retries that have ended are settled at each look.</summary>
internal sealed class TaskStore(ShipperReference shipper, ServiceClock clock, TimeSpan retryDuration)
{
    private readonly Gate _gate = new();
    private readonly TaskIds _ids = new(shipper);
    private readonly TaskTable _table = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    // Numbers yet to come whose made-up ids were given to other tasks, as when tasks are copied from one fake to another.
    private readonly HashSet<int> _taken = [];
    private readonly PriorityQueue<int, DateTimeOffset> _retries = new();
    private Func<ShipperTask, ShipperTaskStatus> _outcome = static _ => ShipperTaskStatus.Success;

    public ServiceClock Clock => clock;

    public Func<ShipperTask, ShipperTaskStatus> Outcome
    {
        get
        {
            lock (_gate)
            {
                return _outcome;
            }
        }

        set
        {
            lock (_gate)
            {
                _outcome = value;
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _table.Count;
            }
        }
    }

    public ShipperTask Add(in TaskRecord task)
    {
        lock (_gate)
        {
            return View(AddOne(task));
        }
    }

    public void AddMany(int count, DateTimeOffset first, TimeSpan interval, ShipperTaskStatus status, TaskDetails? details)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                var created = TaskConversion.Seconds(first + (i * interval), "createdAt");
                var ended = status == ShipperTaskStatus.Running ? 0 : created;
                AddOne(new TaskRecord { Status = status, Details = details, CreatedAt = created, LastDataReceivedAt = ended, FinishedAt = ended });
            }
        }
    }

    public ShipperTask[] All()
    {
        lock (_gate)
        {
            Settle();
            var everything = _table.Window(long.MinValue, long.MaxValue);
            var tasks = new ShipperTask[_table.Count];
            for (var i = 0; i < tasks.Length; i++)
            {
                tasks[i] = View(_table.NumberAt(everything, status: null, i));
            }

            return tasks;
        }
    }

    public ShipperStatusPage Page(TaskQuery query)
    {
        lock (_gate)
        {
            Settle();
            var window = _table.Window(query.From, query.To);
            var statistics = new ShipperTaskStatistics(
                _table.CountOf(ShipperTaskStatus.Running, window),
                _table.CountOf(ShipperTaskStatus.Success, window),
                _table.CountOf(ShipperTaskStatus.Fail, window));
            var total = query.Status is { } status ? _table.CountOf(status, window) : window.End.Value - window.Start.Value;
            var tasks = new ShipperTask[Math.Clamp(total - query.Offset, 0, query.Size)];
            for (var i = 0; i < tasks.Length; i++)
            {
                tasks[i] = View(_table.NumberAt(window, query.Status, query.Offset + i));
            }

            return new ShipperStatusPage(tasks.Length, total, statistics, tasks);
        }
    }

    public void Retry(IEnumerable<string> ids)
    {
        lock (_gate)
        {
            Settle();
            foreach (var id in ids)
            {
                var number = NumberOf(id);
                if (number >= 0 && _table[number].Status == ShipperTaskStatus.Fail)
                {
                    _table.SetStatus(number, ShipperTaskStatus.Running);
                    _table[number].FinishedAt = 0;
                    _retries.Enqueue(number, clock.TrueNow + retryDuration);
                }
            }
        }
    }

    private int AddOne(TaskRecord task)
    {
        var number = _table.Count;
        if (_taken.Contains(number) && task.Details is not { Id: not null })
        {
            // The id that would be made up is a given one's; one from the far end of the numbers is free.
            task.Details = (task.Details ?? new TaskDetails(null, null, null, null)) with { Id = _ids.Format(int.MaxValue - 1 - number) };
        }

        if (task.Details?.Id is { } id)
        {
            if (NumberOf(id) >= 0)
            {
                throw new ArgumentException($"The shipper {shipper} has a task {id} already.", nameof(task));
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

    private void Settle()
    {
        var now = clock.TrueNow;
        while (_retries.TryPeek(out var number, out var due) && due <= now)
        {
            // Asked before the retry is taken out: where the test's own function throws, the next look throws too, rather than a task that never ends.
            var outcome = _outcome(View(number));
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
                    throw new InvalidOperationException($"A retry cannot end as {outcome}: RetryOutcome must return Success, Fail or Running.");
            }

            _table.SetStatus(number, outcome);
            _table[number].FinishedAt = TaskConversion.Seconds(due + clock.Offset, "finishedAt");
        }
    }

    private ShipperTask View(int number) => TaskConversion.ToTask(_table[number], _ids, number);
}
