using System.Text;
using System.Text.Json;
using ShipperClient.Files;

namespace ShipperClient.Cli.Settings;

/// <summary>The names of the profiles of the Alibaba Cloud CLI and of the credentials file, for completion. Nothing else of them is read.</summary>
internal static class ProfileNames
{
    // As the providers read them.
    private const int MaxLength = 64 * 1024;

    public static IEnumerable<string> Read()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var ini = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_CREDENTIALS_FILE") is { Length: > 0 } named ? named : Path.Combine(home, ".alibabacloud", "credentials.ini");
        return Try(() => OfCli(Path.Combine(home, ".aliyun", "config.json"))).Concat(Try(() => OfIni(ini))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static List<string> OfCli(string path)
    {
        using var document = JsonDocument.Parse(PlainFile.Read(path, MaxLength));
        return document.RootElement.TryGetProperty("profiles", out var profiles) && profiles.ValueKind == JsonValueKind.Array
            ? [.. profiles.EnumerateArray().Select(static profile => profile.ValueKind == JsonValueKind.Object && profile.TryGetProperty("name", out var name) ? name.ToString() : "").Where(static name => name.Length > 0)]
            : [];
    }

    private static List<string> OfIni(string path) =>
        [.. Encoding.UTF8.GetString(PlainFile.Read(path, MaxLength)).Split('\n').Select(static line => line.Trim()).Where(static line => line.StartsWith('[') && line.Contains(']', StringComparison.Ordinal)).Select(static line => line[1..line.IndexOf(']')].Trim())];

    // A file that is missing or broken has no names; a command that uses it says what is wrong with it.
    private static List<string> Try(Func<List<string>> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
