using ShipperClient.Testing.Internal.Time;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>The tasks of one shipper and their retries. All members take one lock. Retries that are due are completed before each read.</summary>
internal sealed class TaskStore(ShipperReference shipper, ServiceClock clock, TimeSpan retryDuration)
{
    private readonly Lock _lock = new();
    private readonly TaskIds _ids = new(shipper);
    private readonly TaskTable _table = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
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
            _table.EnsureCapacity(_table.Count + count);
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
            return [.. _table.List().Select(ToShipperTask)];
        }
    }

    public ShipperStatusPage Page(TaskQuery query)
    {
        lock (_lock)
        {
            CompleteDueRetries();
            var (numbers, total, statistics) = _table.Page(query);
            return new ShipperStatusPage(numbers.Count, total, statistics, numbers.ConvertAll(ToShipperTask));
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
                    _table.Update(number, _table[number] with { Status = ShipperTaskStatus.Running, FinishedAt = 0 });
                    _retries.Enqueue(number, clock.UncorrectedNow + retryDuration);
                }
            }
        }
    }

    private int AddOne(TaskRecord task)
    {
        var number = _table.Count;
        if (task.Details?.Id is null && _numbers.Count > 0 && _numbers.ContainsKey(_ids.Format(number)))
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
                    break;
                case ShipperTaskStatus.Success or ShipperTaskStatus.Fail:
                    Complete(number, outcome, due + clock.Offset);
                    break;
                default:
                    throw new InvalidOperationException($"A retry cannot end with {outcome}. RetryOutcome must return Success, Fail or Running.");
            }
        }
    }

    private void Complete(int number, ShipperTaskStatus outcome, DateTimeOffset finishedAt)
    {
        var task = _table[number] with { Status = outcome, FinishedAt = TaskConversion.ToSeconds(finishedAt, nameof(finishedAt)) };
        if (outcome == ShipperTaskStatus.Success && task.Details is { } details)
        {
            task.Details = TaskConversion.CreateDetails(details.Id, code: null, message: null, details.DataLines);
        }

        _table.Update(number, task);
    }

    private ShipperTask ToShipperTask(int number) => TaskConversion.ToTask(_table[number], _ids, number);
}
