using System.Collections.Concurrent;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary>The projects that the test added. A project is a label of a host name, so its name is not case-sensitive.</summary>
internal sealed class ShipperDirectory
{
    private readonly ConcurrentDictionary<string, ProjectDirectory> _projects = new(StringComparer.OrdinalIgnoreCase);

    public ProjectDirectory GetOrAddProject(string name) => _projects.GetOrAdd(name, static _ => new ProjectDirectory());

    public ProjectDirectory? FindProject(string name) => _projects.GetValueOrDefault(name);
}
