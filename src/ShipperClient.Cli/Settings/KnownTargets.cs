using System.Text;
using ShipperClient.Files;

namespace ShipperClient.Cli.Settings;

/// <summary>The targets of the last listing, for completion: names only, in <c>$XDG_CACHE_HOME/shipper/targets</c> or <c>~/.cache/shipper/targets</c>.</summary>
internal static class KnownTargets
{
    private const int Most = 2000;
    private const int MaxLength = 1024 * 1024;

    /// <summary>The shippers that were listed, and the Logstores and projects that they are in. Empty if the file cannot be read.</summary>
    public static IEnumerable<string> Read()
    {
        try
        {
            var shippers = Lines(FilePath()).Take(Most).Where(static line => ShipperReference.TryParse(line, out _)).ToList();
            return shippers.Concat(shippers.SelectMany(static line => (string[])[line[..line.LastIndexOf('/')], line[..line.IndexOf('/')]])).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Adds shippers in front of those of earlier listings. A file that cannot be written is no error: it is only needed for completion.</summary>
    public static async Task AddAsync(IEnumerable<ShipperReference> shippers)
    {
        try
        {
            var path = FilePath();
            var earlier = File.Exists(path) ? Lines(path) : [];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var lines = shippers.Select(static shipper => shipper.ToString()).Concat(earlier).Distinct(StringComparer.Ordinal).Take(Most);
            var text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n")));
            await PlainFile.ReplaceAsync(path, MaxLength, async file => await file.WriteAsync(text).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The home may be read-only, as in a container.
        }
    }

    private static string[] Lines(string path) => Encoding.UTF8.GetString(PlainFile.Read(path, MaxLength)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string FilePath() => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } folder && Path.IsPathRooted(folder) ? folder : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "shipper",
        "targets");
}
