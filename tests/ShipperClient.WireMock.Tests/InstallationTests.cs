using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>What is told where WireMock cannot run.</summary>
public sealed class InstallationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Jar => Path.Combine(_folder.FullName, "wiremock.jar");

    [Fact]
    public void Without_Java_it_is_what_has_to_be_installed()
    {
        File.WriteAllText(Jar, "");

        Assert.StartsWith("WireMock needs Java 17: ", Installation.Find(javaHome: null, searchPath: _folder.FullName, Jar).Missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_the_jar_npm_is_what_has_to_be_installed(bool javaIsOnThePath)
    {
        AddJava();

        Assert.StartsWith("WireMock has not been fetched: install Node.js with npm ", Find(javaIsOnThePath).Missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_both_nothing_is_missing(bool javaIsOnThePath)
    {
        AddJava();
        File.WriteAllText(Jar, "");

        Assert.Null(Find(javaIsOnThePath).Missing);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Installation Find(bool javaIsOnThePath) => javaIsOnThePath
        ? Installation.Find(javaHome: "", searchPath: Path.Combine(_folder.FullName, "bin"), Jar)
        : Installation.Find(javaHome: _folder.FullName, searchPath: null, Jar);

    private void AddJava() => File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("bin").FullName, OperatingSystem.IsWindows() ? "java.exe" : "java"), "");
}
