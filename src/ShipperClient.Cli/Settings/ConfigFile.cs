using System.Text.Json;
using ShipperClient.Cli.Errors;
using ShipperClient.Cli.Output;

namespace ShipperClient.Cli.Settings;

/// <summary>The settings of <c>~/.config/shipper/config.json</c>: what neither an option nor the environment says.</summary>
internal sealed class ConfigFile
{
    public const string Endpoint = "endpoint";
    public const string Region = "region";
    public const string Signature = "signature";
    public const string Profile = "profile";
    public const string Lookback = "lookback";
    public const string Timeout = "timeout";
    public const string Last = "last";
    public const string Output = "output";

    private static readonly string[] Known = [Endpoint, Region, Signature, Profile, Lookback, Timeout, Last, Output];

    private readonly Dictionary<string, string> _values;

    private ConfigFile(string path, Dictionary<string, string> values)
    {
        Path = path;
        _values = values;
    }

    public string Path { get; }

    public static ConfigFile Read()
    {
        var path = System.IO.Path.Combine(Folder(), "shipper", "config.json");
        if (!File.Exists(path))
        {
            return new ConfigFile(path, []);
        }

        Dictionary<string, string> values;
        try
        {
            using var file = File.OpenRead(path);
            values = JsonSerializer.Deserialize(file, DocumentJson.Indented.DictionaryStringString) ?? [];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read as a JSON object of texts: {exception.Message}", exception);
        }

        return values.Keys.FirstOrDefault(static key => !Known.Contains(key, StringComparer.Ordinal)) is { } unknown
            ? throw new UsageException($"{path}: \"{unknown}\" is not a setting. These are: {string.Join(", ", Known)}. Credentials do not belong there.")
            : new ConfigFile(path, values);
    }

    public string? Text(string key) => _values.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;

    public string? OneOf(string key, params ReadOnlySpan<string> accepted) => Text(key) is not { } value || accepted.Contains(value)
        ? Text(key)
        : throw new UsageException($"{Path}: {key} must be one of {string.Join(", ", accepted)}, but is \"{value}\".");

    public TimeSpan? Time(string key) => Text(key) is not { } text ? null
        : Duration.TryParse(text, out var duration) ? duration
        : throw new UsageException($"{Path}: {key} must be {Duration.Form}, but is \"{text}\".");

    // The specification of these folders tells to pass over a path that is not absolute.
    private static string Folder() => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { } folder && System.IO.Path.IsPathRooted(folder)
        ? folder
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}
