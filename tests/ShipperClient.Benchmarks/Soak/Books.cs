using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>What the client reported of one shipper's tasks. Kept by the service's process, where it may grow: the client's memory is what is measured.</summary>
internal sealed class Books(FakeShipper shipper)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inDoubt = new(StringComparer.Ordinal);

    public void Taken(IEnumerable<string> ids) => _taken.UnionWith(ids);

    public void InDoubt(IEnumerable<string> ids) => _inDoubt.UnionWith(ids);

    /// <summary>Compares the reports with what became of the tasks: each was added as failed, and only a retry makes it anything else.</summary>
    public Verdict Compare()
    {
        var retried = shipper.Tasks.Where(static task => task.Status != ShipperTaskStatus.Fail).Select(static task => task.Id).ToHashSet(StringComparer.Ordinal);
        return new Verdict(
            retried.Count,
            _taken.Count,
            InDoubt: retried.Count(id => !_taken.Contains(id) && _inDoubt.Contains(id)),
            Lost: _taken.Count(id => !retried.Contains(id)),
            Unreported: retried.Count(id => !_taken.Contains(id) && !_inDoubt.Contains(id)));
    }
}
