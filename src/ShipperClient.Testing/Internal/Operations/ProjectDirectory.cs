using System.Collections.Concurrent;
using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary>The Logstores of one project, and their shippers.</summary>
internal sealed class ProjectDirectory
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Lazy<FakeShipper>>> _logstores = new(StringComparer.Ordinal);

    public FakeShipper GetOrAddShipper(ShipperReference shipper, Func<ShipperReference, FakeShipper> create) =>
        GetOrAddLogstore(shipper.Logstore).GetOrAdd(shipper.Name, _ => new Lazy<FakeShipper>(() => create(shipper))).Value;

    public ConcurrentDictionary<string, Lazy<FakeShipper>> GetOrAddLogstore(string name) => _logstores.GetOrAdd(name, static _ => new(StringComparer.Ordinal));

    /// <summary>Returns the names of the Logstores, in ordinal order.</summary>
    public IReadOnlyList<string> Logstores() => [.. _logstores.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Returns the names of a Logstore's shippers, in ordinal order, or <see langword="null"/> if there is no such Logstore.</summary>
    public IReadOnlyList<string>? Shippers(string logstore) =>
        _logstores.TryGetValue(logstore, out var shippers) ? [.. shippers.Keys.Order(StringComparer.Ordinal)] : null;

    /// <summary>Finds the shipper that a path names, or returns the error that says what does not exist.</summary>
    public ServiceError? FindShipper(RequestTarget target, out FakeShipper shipper)
    {
        shipper = null!;
        if (!_logstores.TryGetValue(target.Logstore!, out var shippers))
        {
            return ServiceError.LogStoreNotExist(target.Logstore!);
        }

        if (!shippers.TryGetValue(target.Shipper!, out var found))
        {
            return ServiceError.ShipperNotExist(target.Shipper!);
        }

        shipper = found.Value;
        return null;
    }
}
