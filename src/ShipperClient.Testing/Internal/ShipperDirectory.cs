using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ShipperClient.Testing.Internal;

/// <summary>The projects, Logstores and shippers that were set up. A project goes by its host label, so the case of its name does not count.</summary>
internal sealed class ShipperDirectory
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, ConcurrentDictionary<string, Lazy<FakeShipper>>>> _projects =
        new(StringComparer.OrdinalIgnoreCase);

    public FakeShipper GetOrAdd(ShipperReference shipper, Func<ShipperReference, FakeShipper> create) => _projects
        .GetOrAdd(shipper.Project, static _ => new(StringComparer.Ordinal))
        .GetOrAdd(shipper.Logstore, static _ => new(StringComparer.Ordinal))
        .GetOrAdd(shipper.Name, _ => new Lazy<FakeShipper>(() => create(shipper)))
        .Value;

    public void AddLogstore(string project, string logstore) => _projects
        .GetOrAdd(project, static _ => new(StringComparer.Ordinal))
        .GetOrAdd(logstore, static _ => new(StringComparer.Ordinal));

    /// <summary>The names of a project's Logstores, in ordinal order.</summary>
    public IReadOnlyList<string> Logstores(string project) => [.. _projects[project].Keys.Order(StringComparer.Ordinal)];

    /// <summary>The names of a Logstore's shippers, in ordinal order; <see langword="null"/> where there is no such Logstore.</summary>
    public IReadOnlyList<string>? Shippers(string project, string logstore) =>
        _projects[project].TryGetValue(logstore, out var shippers) ? [.. shippers.Keys.Order(StringComparer.Ordinal)] : null;

    public bool HasProject(string project) => _projects.ContainsKey(project);

    /// <summary>Finds a shipper of a project that is there.</summary>
    public bool TryFind(
        string project, string logstore, string name, [NotNullWhen(true)] out FakeShipper? shipper, [NotNullWhen(false)] out ServiceError? error)
    {
        shipper = null;
        error = null;
        if (!_projects[project].TryGetValue(logstore, out var shippers))
        {
            error = ServiceError.LogStoreNotExist(logstore);
        }
        else if (!shippers.TryGetValue(name, out var found))
        {
            error = ServiceError.ShipperNotExist(name);
        }
        else
        {
            shipper = found.Value;
        }

        return shipper is not null;
    }
}
