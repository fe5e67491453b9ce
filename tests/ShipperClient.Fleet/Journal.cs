using System.Collections.Concurrent;
using ShipperClient.Testing;

namespace ShipperClient.Fleet;

/// <summary>Every request that the service received, and what it shows of the passes.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<Entry> _entries = [];

    public static TimeSpan Now => TimeProvider.System.GetElapsedTime(0);

    public IEnumerable<Entry> Entries => _entries;

    public void Add(RecordedRequest request)
    {
        if (request.Shipper is { } shipper)
        {
            var isBegin = request.Method == "GET" && request.Query.Contains("status=success", StringComparison.Ordinal) && request.Query.Contains("offset=0", StringComparison.Ordinal);
            _entries.Enqueue(new Entry(Now, shipper, Forwarder.NumberOf(request.Host[(shipper.Project.Length + 1)..]), isBegin, [.. request.TaskIds]));
        }
    }

    /// <summary>The starts of a shipper's passes.</summary>
    public ILookup<ShipperReference, Entry> Begins(TimeSpan from, TimeSpan to) => _entries.Where(entry => entry.IsBegin && entry.Time >= from && entry.Time <= to).ToLookup(static entry => entry.Shipper);

    /// <summary>The longest time between the starts of two passes of any shipper, the ends of the time included.</summary>
    public TimeSpan LongestGap(TimeSpan from, TimeSpan to) => Begins(from, to)
        .Select(passes => passes.Select(static pass => pass.Time).Prepend(from).Append(to).Zip(passes.Select(static pass => pass.Time).Append(to), static (earlier, later) => later - earlier).Max())
        .DefaultIfEmpty(to - from).Max();

    /// <summary>How often an instance went on with a pass after another instance had begun one over the same shipper.</summary>
    public int Overlaps(TimeSpan from)
    {
        var overlaps = 0;
        foreach (var shipper in _entries.Where(entry => entry.Time >= from).GroupBy(static entry => entry.Shipper))
        {
            int? current = null;
            foreach (var entry in shipper.OrderBy(static entry => entry.Time))
            {
                if (entry.IsBegin)
                {
                    current = entry.Instance;
                }
                else if (current is not null && current != entry.Instance)
                {
                    overlaps++;
                }
            }
        }

        return overlaps;
    }

    internal sealed record Entry(TimeSpan Time, ShipperReference Shipper, int Instance, bool IsBegin, IReadOnlyList<string> TaskIds);
}
