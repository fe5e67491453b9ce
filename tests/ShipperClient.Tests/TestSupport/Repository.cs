using System.Reflection;

namespace ShipperClient.Tests.TestSupport;

/// <summary>The files of the repository that this test was built from.</summary>
internal static class Repository
{
    public static string Directory { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryDirectory").Value!;

    public static string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Directory, .. parts]);

    /// <summary>Every hand-written source file below a folder, by its path from there with forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder)
    {
        var root = PathTo(folder);
        return System.IO.Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(static source => !source.Path.Split('/').Any(static part => part is "obj" or "bin"))
            .OrderBy(static source => source.Path, StringComparer.Ordinal)
            .Select(static source => (source.Path, File.ReadAllText(source.File)));
    }
}
