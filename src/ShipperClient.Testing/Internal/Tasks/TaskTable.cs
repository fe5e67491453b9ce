using System.Runtime.InteropServices;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>
/// Tasks by number of insertion, and their order by creation time and then insertion, with a <see cref="FenwickTree"/> per status over that
/// order. A task older than the one before costs one sort at the next read. Not thread-safe.
/// </summary>
internal sealed class TaskTable
{
    private readonly List<TaskRecord> _tasks = [];

    // By status, the unknown one included, which no task ever has.
    private readonly FenwickTree[] _trees = [new(), new(), new(), new()];

    // Both empty while the tasks came in order, which makes number and position the same.
    private readonly List<int> _numbers = [];
    private readonly List<int> _positions = [];
    private bool _isSorted = true;
    private uint _newest;

    public int Count => _tasks.Count;

    public ref TaskRecord this[int number] => ref CollectionsMarshal.AsSpan(_tasks)[number];

    public void Add(in TaskRecord task)
    {
        _isSorted &= task.CreatedAt >= _newest;
        _newest = Math.Max(_newest, task.CreatedAt);
        var number = _tasks.Count;
        _tasks.Add(task);
        if (!_isSorted)
        {
            return;
        }

        if (_numbers.Count > 0)
        {
            _numbers.Add(number);
            _positions.Add(number);
        }

        AppendToTrees(task.Status);
    }

    public void SetStatus(int number, ShipperTaskStatus status)
    {
        ref var task = ref this[number];
        if (_isSorted)
        {
            var position = _positions.Count == 0 ? number : _positions[number];
            _trees[(int)task.Status].Add(position, -1);
            _trees[(int)status].Add(position, 1);
        }

        task.Status = status;
    }

    /// <summary>The positions, start and end, of the tasks created in a window, both of its ends included.</summary>
    public Range Window(long from, long to)
    {
        Sort();
        return FirstPosition(created => created >= from)..FirstPosition(created => created > to);
    }

    public int CountOf(ShipperTaskStatus status, Range window) =>
        _trees[(int)status].CountBefore(window.End.Value) - _trees[(int)status].CountBefore(window.Start.Value);

    /// <summary>The number of the task that has <paramref name="offset"/> tasks of the window, and of the status where one is given, before it.</summary>
    public int NumberAt(Range window, ShipperTaskStatus? status, int offset)
    {
        var start = window.Start.Value;
        return status is { } wanted
            ? NumberAt(_trees[(int)wanted].Find(_trees[(int)wanted].CountBefore(start) + offset))
            : NumberAt(start + offset);
    }

    private int NumberAt(int position) => _numbers.Count == 0 ? position : _numbers[position];

    private int FirstPosition(Func<long, bool> isReached)
    {
        var (low, high) = (0, _tasks.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = isReached(_tasks[NumberAt(middle)].CreatedAt) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private void Sort()
    {
        if (_isSorted)
        {
            return;
        }

        // Creation time above, number below: one plain sort, and tasks of the same second stay in order of insertion.
        var keys = new ulong[_tasks.Count];
        for (var number = 0; number < keys.Length; number++)
        {
            keys[number] = ((ulong)_tasks[number].CreatedAt << 32) | (uint)number;
        }

        Array.Sort(keys);
        CollectionsMarshal.SetCount(_numbers, keys.Length);
        CollectionsMarshal.SetCount(_positions, keys.Length);
        foreach (var tree in _trees)
        {
            tree.Clear();
        }

        for (var position = 0; position < keys.Length; position++)
        {
            var number = (int)(uint)keys[position];
            (_numbers[position], _positions[number]) = (number, position);
            AppendToTrees(_tasks[number].Status);
        }

        _isSorted = true;
    }

    private void AppendToTrees(ShipperTaskStatus status)
    {
        for (var i = 0; i < _trees.Length; i++)
        {
            _trees[i].Append(i == (int)status);
        }
    }
}
