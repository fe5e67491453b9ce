using System.Reflection;

namespace RetryWorker.Tests.Support;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryDirectory").Value!;

    public static string PathTo(string relativePath) => Path.Combine(Root, relativePath);
}
