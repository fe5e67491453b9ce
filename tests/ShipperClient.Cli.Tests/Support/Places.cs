using System.Reflection;

namespace ShipperClient.Cli.Tests.Support;

/// <summary>Where things are in the repository that this test was built from.</summary>
internal static class Places
{
    private static readonly string Repository = typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryDirectory").Value!;

    // bin/Release/net10.0 here is bin/Release/net10.0 there.
    public static string Command { get; } = Path.GetFullPath(Path.Combine(
        Repository, "src", "ShipperClient.Cli", Path.GetRelativePath(Path.Combine(Repository, "tests", "ShipperClient.Cli.Tests"), AppContext.BaseDirectory), "shipper.dll"));

    /// <summary>The page about the command.</summary>
    public static string Page { get; } = Path.Combine(Repository, "docs", "cli.md");

    /// <summary>What its package page shows.</summary>
    public static string PackageReadme { get; } = Path.Combine(Repository, "src", "ShipperClient.Cli", "README.md");

    /// <summary>The source of the command.</summary>
    public static string Source { get; } = Path.Combine(Repository, "src", "ShipperClient.Cli");

    public static string Text(string name) => Path.Combine(Repository, "tests", "ShipperClient.Cli.Tests", "GoldenTexts", name + ".txt");
}
