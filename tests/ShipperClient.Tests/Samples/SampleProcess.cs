using System.Diagnostics;

namespace ShipperClient.Tests.Samples;

/// <summary>A sample, run as a person runs it.</summary>
internal static class SampleProcess
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string sample, string[] arguments, params (string Name, string Value)[] environment)
    {
        // bin/Release/net10.0 here is bin/Release/net10.0 there.
        var built = Path.GetRelativePath(Repository.PathTo("tests/ShipperClient.Tests"), AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet", [Repository.PathTo(Path.Combine("samples", sample, built, $"{sample}.dll")), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, await output, await errors);
    }
}
