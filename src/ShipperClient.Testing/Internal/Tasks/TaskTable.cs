using System.Runtime.InteropServices;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>
/// Tasks by number, which is their order of addition, and the order in which they are listed: by creation time and then by number. A page is one scan
/// over a column of statuses, a byte a task, by the vectorized methods of spans. Not thread-safe.
/// </summary>
internal sealed class TaskTable
{
    private const int BlockSize = 4096;

    private readonly List<TaskRecord> _tasks = [];

    // Both in the order of the listing. A key is the creation time in its upper half and the number in its lower, so that a plain sort makes the order.
    private readonly List<ulong> _keys = [];
    private readonly List<byte> _statuses = [];
    private bool _isSorted = true;

    public int Count => _tasks.Count;

    public ref readonly TaskRecord this[int number] => ref CollectionsMarshal.AsSpan(_tasks)[number];

    public void EnsureCapacity(int capacity)
    {
        _tasks.EnsureCapacity(capacity);
        _keys.EnsureCapacity(capacity);
        _statuses.EnsureCapacity(capacity);
    }

    public void Add(in TaskRecord task)
    {
        var key = Key(task, _tasks.Count);
        _isSorted &= _keys.Count == 0 || key > _keys[^1];
        _tasks.Add(task);
        _keys.Add(key);
        _statuses.Add((byte)task.Status);
    }

    public void Update(int number, in TaskRecord task)
    {
        Sort();
        _statuses[PositionOf(Key(task, number))] = (byte)task.Status;
        _tasks[number] = task;
    }

    /// <summary>Returns the numbers of all tasks in the order of the listing.</summary>
    public IEnumerable<int> List()
    {
        Sort();
        return _keys.Select(static key => NumberOf(key));
    }

    /// <summary>Returns the numbers of the tasks on a page, how many tasks all pages of the query have, and the statistics of its window.</summary>
    public (List<int> Numbers, int Total, ShipperTaskStatistics Statistics) Page(TaskQuery query)
    {
        Sort();
        var start = PositionOf(query.From > uint.MaxValue ? ulong.MaxValue : (ulong)query.From << 32);
        var end = PositionOf(query.To >= uint.MaxValue ? ulong.MaxValue : (ulong)(query.To + 1) << 32);
        var window = CollectionsMarshal.AsSpan(_statuses)[start..end];
        var statistics = new ShipperTaskStatistics(
            window.Count((byte)ShipperTaskStatus.Running), window.Count((byte)ShipperTaskStatus.Success), window.Count((byte)ShipperTaskStatus.Fail));
        var numbers = query.Status is { } status
            ? Matches(window, (byte)status, query.Offset, query.Size).ConvertAll(position => NumberOf(_keys[start + position]))
            : _keys.Slice(start + Math.Min(query.Offset, window.Length), Math.Clamp(window.Length - query.Offset, 0, query.Size)).ConvertAll(NumberOf);
        return (numbers, query.Status is { } counted ? window.Count((byte)counted) : window.Length, statistics);
    }

    private static ulong Key(in TaskRecord task, int number) => ((ulong)task.CreatedAt << 32) | (uint)number;

    private static int NumberOf(ulong key) => (int)(uint)key;

    // The positions at which a status occurs, without the first few.
    private static List<int> Matches(ReadOnlySpan<byte> statuses, byte status, int skipped, int size)
    {
        var position = 0;
        for (; position < statuses.Length; position += BlockSize)
        {
            var count = statuses.Slice(position, Math.Min(BlockSize, statuses.Length - position)).Count(status);
            if (count > skipped)
            {
                break;
            }

            skipped -= count;
        }

        var matches = new List<int>();
        while (position < statuses.Length && matches.Count < size && statuses[position..].IndexOf(status) is >= 0 and var distance)
        {
            position += distance;
            if (--skipped < 0)
            {
                matches.Add(position);
            }

            position++;
        }

        return matches;
    }

    /// <summary>Returns the position of a key, or of the first one after it.</summary>
    private int PositionOf(ulong key)
    {
        var position = _keys.BinarySearch(key);
        return position < 0 ? ~position : position;
    }

    private void Sort()
    {
        if (_isSorted)
        {
            return;
        }

        _keys.Sort();
        for (var position = 0; position < _keys.Count; position++)
        {
            _statuses[position] = (byte)_tasks[NumberOf(_keys[position])].Status;
        }

        _isSorted = true;
    }
}
