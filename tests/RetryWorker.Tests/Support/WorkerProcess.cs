using System.Diagnostics;

namespace RetryWorker.Tests.Support;

/// <summary>The sample worker, run as a user runs it.</summary>
internal static class WorkerProcess
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        // The tests and the sample are built for the same configuration: bin/Release/net10.0 here is bin/Release/net10.0 there.
        var built = Path.GetRelativePath(Repository.PathTo("tests/RetryWorker.Tests"), AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet", [Repository.PathTo(Path.Combine("samples/RetryWorker", built, "RetryWorker.dll")), .. arguments])
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
