namespace ShipperClient.Cli.Settings;

/// <summary>The targets of the last listing, for completion: names only, in <c>$XDG_CACHE_HOME/shipper/targets</c> or <c>~/.cache/shipper/targets</c>.</summary>
internal static class KnownTargets
{
    private const int Most = 2000;

    /// <summary>The shippers that were listed, and the Logstores and projects that they are in. Empty if the file cannot be read.</summary>
    public static IEnumerable<string> Read()
    {
        try
        {
            var shippers = File.ReadLines(FilePath()).Take(Most).Where(static line => ShipperReference.TryParse(line, out _)).ToList();
            return shippers.Concat(shippers.SelectMany(static line => (string[])[line[..line.LastIndexOf('/')], line[..line.IndexOf('/')]])).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Adds shippers in front of those of earlier listings. A file that cannot be written is no error: it is only needed for completion.</summary>
    public static void Add(IEnumerable<ShipperReference> shippers)
    {
        try
        {
            var path = FilePath();
            var earlier = File.Exists(path) ? File.ReadAllLines(path) : [];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllLines(path, shippers.Select(static shipper => shipper.ToString()).Concat(earlier).Distinct(StringComparer.Ordinal).Take(Most));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The home may be read-only, as in a container.
        }
    }

    private static string FilePath() => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } folder && Path.IsPathRooted(folder) ? folder : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "shipper",
        "targets");
}
