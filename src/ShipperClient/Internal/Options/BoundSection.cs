using Microsoft.Extensions.Configuration;

namespace ShipperClient.Internal.Options;

/// <summary>A configuration section that options come from, and the texts that were read in it.</summary>
internal sealed class BoundSection
{
    private readonly Dictionary<string, string?> _read;

    public BoundSection(IConfiguration section, IReadOnlyCollection<string> keys)
    {
        Section = section;
        _read = keys.ToDictionary(static key => key, key => TextAt(section, key), StringComparer.OrdinalIgnoreCase);
    }

    public IConfiguration Section { get; }

    // An empty value is an absent one: that is how an environment variable unsets what a file set.
    public static string? TextAt(IConfiguration section, string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key];

    /// <summary>Reads the section again.</summary>
    /// <returns>The keys that have changed since the last time.</returns>
    public IReadOnlyList<string> Reread()
    {
        List<string> changed = [];
        foreach (var key in _read.Keys.ToList())
        {
            var text = TextAt(Section, key);
            if (text != _read[key])
            {
                _read[key] = text;
                changed.Add(key);
            }
        }

        return changed;
    }
}
