using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace ShipperClient.Tests.Options;

/// <summary>A configuration without a value that remembers what it was asked for.</summary>
internal sealed class RecordingSection : IConfiguration
{
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    public string? this[string key]
    {
        get
        {
            Keys.Add(key);
            return null;
        }

        set => throw new NotSupportedException();
    }

    public IEnumerable<IConfigurationSection> GetChildren() => throw new NotSupportedException();

    public IChangeToken GetReloadToken() => throw new NotSupportedException();

    public IConfigurationSection GetSection(string key) => throw new NotSupportedException();
}
