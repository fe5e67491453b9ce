namespace ShipperClient.WireMock.Tests.Support;

/// <summary>What WireMock needs on this machine: Java, and the jar that the build fetches with npm.</summary>
internal sealed record Installation(string? Java, string? Jar)
{
    /// <summary>What to install, or <see langword="null"/> where all is there.</summary>
    public string? Missing => this switch
    {
        { Java: null } => "WireMock needs Java 17: install a JRE (Debian: apt-get install default-jre-headless) so that java is on the PATH or below JAVA_HOME.",
        { Jar: null } => "WireMock has not been fetched: install Node.js with npm (Debian: apt-get install npm) and build these tests again.",
        _ => null,
    };

    /// <summary>Looks where the variables point, and for the jar where the build puts it.</summary>
    public static Installation Find(string? javaHome, string? searchPath, string jar)
    {
        var java = OperatingSystem.IsWindows() ? "java.exe" : "java";
        var folders = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).AsEnumerable();
        if (!string.IsNullOrEmpty(javaHome))
        {
            folders = folders.Prepend(Path.Combine(javaHome, "bin"));
        }

        return new Installation(folders.Select(folder => Path.Combine(folder, java)).FirstOrDefault(File.Exists), File.Exists(jar) ? jar : null);
    }
}
