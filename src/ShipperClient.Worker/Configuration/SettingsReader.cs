using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ShipperClient.Worker.Configuration;

/// <summary>
/// Reads a configuration section setting by setting, and collects every mistake of it: the configuration binder stops at the first, reads
/// "48:00:00" as 48 days, and names .NET types in its messages.
/// </summary>
internal sealed class SettingsReader(IConfigurationSection section, ICollection<string> mistakes)
{
    private const string DurationExample = "a duration in hours, minutes and seconds, such as 00:05:00";

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    private delegate bool Parser<T>(string text, out T value);

    public string Text(string key, string otherwise) => Read(key) ?? otherwise;

    public int Number(string key, int otherwise) => Parse(key, otherwise, "a whole number", TryParseNumber);

    public bool Flag(string key, bool otherwise) => Parse(key, otherwise, "true or false", bool.TryParse);

    public TimeSpan Duration(string key, TimeSpan otherwise) => Parse(key, otherwise, DurationExample, TryParseDuration);

    /// <summary>Reads a list, such as <c>Shippers:0</c>, <c>Shippers:1</c>.</summary>
    public IEnumerable<string> List(string key, string example)
    {
        if (Read(key) is { } scalar)
        {
            mistakes.Add($"{section.Path}:{key} is the single value \"{scalar}\", but must be a list: set {section.Path}:{key}:0, such as {example}.");
        }

        return section.GetSection(key).GetChildren().Select(static item => item.Value ?? "");
    }

    /// <summary>Reports every setting of the section that was never read: a mistyped name would silently do nothing.</summary>
    public void ReportUnknown(params IEnumerable<string> others)
    {
        _known.UnionWith(others);
        foreach (var setting in section.GetChildren().Where(setting => !_known.Contains(setting.Key)))
        {
            mistakes.Add($"{setting.Path} is not a setting.{SettingNames.Suggest(setting.Key, _known, section.Path + ':')}");
        }
    }

    // An empty value is an absent one: that is how an environment variable unsets what a file set.
    private string? Read(string key)
    {
        _known.Add(key);
        return string.IsNullOrWhiteSpace(section[key]) ? null : section[key];
    }

    private T Parse<T>(string key, T otherwise, string expected, Parser<T> parse)
    {
        if (Read(key) is not { } text)
        {
            if (section.GetSection(key).GetChildren().Any())
            {
                mistakes.Add($"{section.Path}:{key} is a section, but must be {expected}.");
            }

            return otherwise;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        mistakes.Add($"{section.Path}:{key} is \"{text}\", but must be {expected}.");
        return otherwise;
    }

    private static bool TryParseNumber(string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    // As LogServiceClientOptions reads them: hours may exceed 23, and a bare number, which .NET reads as days, is refused.
    private static bool TryParseDuration(string text, out TimeSpan value)
    {
        value = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours >= 24)
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{hours / 24}.{hours % 24}{text[colon..]}");
        }

        return colon >= 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }
}
