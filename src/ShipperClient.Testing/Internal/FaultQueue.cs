namespace ShipperClient.Testing.Internal;

/// <summary>The faults that coming requests will meet, first come first served.</summary>
internal sealed class FaultQueue
{
    private readonly Gate _gate = new();
    private readonly List<Entry> _entries = [];

    public void Add(FakeFault fault, int count, Func<RecordedRequest, bool>? when)
    {
        lock (_gate)
        {
            _entries.Add(new Entry { Fault = fault, When = when, Left = count });
        }
    }

    public FakeFault? Take(RecordedRequest request)
    {
        lock (_gate)
        {
            var index = _entries.FindIndex(entry => entry.When?.Invoke(request) ?? true);
            if (index < 0)
            {
                return null;
            }

            var entry = _entries[index];
            if (--entry.Left == 0)
            {
                _entries.RemoveAt(index);
            }

            return entry.Fault;
        }
    }

    private sealed class Entry
    {
        public required FakeFault Fault { get; init; }

        public required Func<RecordedRequest, bool>? When { get; init; }

        public required int Left { get; set; }
    }
}
