using System.Text.Json;
using ShipperClient.Cli.Texts;
using ShipperClient.Files;

namespace ShipperClient.Cli.Settings;

/// <summary>The settings of <c>~/.config/shipper/config.json</c>: used if neither an option nor the environment gives the setting.</summary>
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

    private const int MaxLength = 64 * 1024;

    private readonly Dictionary<string, string> _values;

    private ConfigFile(string path, Dictionary<string, string> values)
    {
        Path = path;
        _values = values;
    }

    public string Path { get; }

    public static async Task<ConfigFile> ReadAsync(CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(Folder(), "shipper", "config.json");
        if (!System.IO.Path.Exists(path))
        {
            return new ConfigFile(path, []);
        }

        try
        {
            // A file system that does not respond blocks, and no token ends that.
            var text = await Task.Run(() => PlainFile.Read(path, MaxLength), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return new ConfigFile(path, Values(path, document.RootElement));
        }
        catch (JsonException exception)
        {
            throw new UsageException(Strings.Get("ConfigNotJson", path, exception.LineNumber + 1), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Strings.Get("ConfigUnreadable", path, exception.Message), exception);
        }
    }

    public string? Text(string key) => _values.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;

    public string? OneOf(string key, params ReadOnlySpan<string> accepted) => Text(key) is not { } value || accepted.Contains(value)
        ? Text(key)
        : throw new UsageException(Strings.Get("ConfigNotAmong", Path, key, string.Join(", ", accepted), value));

    public TimeSpan? Time(string key, TimeSpan longest) => Text(key) is not { } text ? null
        : Duration.MistakeIn(key, text, longest, out var duration) is not { } mistake ? duration
        : throw new UsageException(Strings.Get("ConfigMistake", Path, mistake));

    private static Dictionary<string, string> Values(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new UsageException(Strings.Get("ConfigNoObject", path, Last));
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in root.EnumerateObject())
        {
            if (!Known.Contains(setting.Name, StringComparer.Ordinal))
            {
                throw new UsageException(Strings.Get("ConfigUnknown", path, setting.Name, string.Join(", ", Known)));
            }

            values[setting.Name] = setting.Value.ValueKind == JsonValueKind.String
                ? setting.Value.GetString()!
                : throw new UsageException(Strings.Get("ConfigNoText", path, setting.Name));
        }

        return values;
    }

    // The specification of these folders says to ignore a path that is not absolute.
    private static string Folder() => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { } folder && System.IO.Path.IsPathRooted(folder)
        ? folder
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}
