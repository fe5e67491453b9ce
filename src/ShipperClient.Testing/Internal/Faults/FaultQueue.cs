namespace ShipperClient.Testing.Internal.Faults;

/// <summary>The faults of the requests to come, in the order in which they were added.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    public void Add(FakeFault fault, int count, Func<RecordedRequest, bool>? when)
    {
        lock (_lock)
        {
            _entries.Add(new Entry { Fault = fault, When = when, Remaining = count });
        }
    }

    public FakeFault? Take(RecordedRequest request)
    {
        lock (_lock)
        {
            var index = _entries.FindIndex(entry => entry.When?.Invoke(request) ?? true);
            if (index < 0)
            {
                return null;
            }

            var entry = _entries[index];
            if (--entry.Remaining == 0)
            {
                _entries.RemoveAt(index);
            }

            return entry.Fault;
        }
    }

    /// <summary>Returns the faults that requests are still to meet, each once.</summary>
    public FakeFault[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _entries.Select(entry => entry.Fault)];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    private sealed class Entry
    {
        public required FakeFault Fault { get; init; }

        public required Func<RecordedRequest, bool>? When { get; init; }

        public required int Remaining { get; set; }
    }
}
