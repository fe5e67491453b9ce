using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

[assembly: AssemblyFixture(typeof(ShipperClient.Interop.Tests.NodeFixture))]

namespace ShipperClient.Interop.Tests;

/// <summary>Installs the clients of package-lock.json once, and runs the scripts that use them. Without npm the tests are skipped, except in CI.</summary>
public sealed class NodeFixture : IAsyncLifetime
{
    private static readonly string Scripts = typeof(NodeFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == nameof(Scripts)).Value!;

    private string? _reasonToSkip;

    public async ValueTask InitializeAsync()
    {
        try
        {
            await RunProcessAsync("npm", variables: null, "ci", "--ignore-scripts");
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            _reasonToSkip = "npm is not installed, and these tests run clients from npm: install Node.js 18 or later.";
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs a script with its input as JSON, and returns its result.</summary>
    /// <param name="script">The script.</param>
    /// <param name="input">Its input.</param>
    /// <param name="variables">Environment variables beside those of this process.</param>
    public async Task<JsonElement> RunAsync(string script, object input, IReadOnlyDictionary<string, string>? variables = null)
    {
        Assert.SkipWhen(_reasonToSkip is not null, _reasonToSkip ?? "");
        using var json = JsonDocument.Parse(await RunProcessAsync("node", variables, script, JsonSerializer.Serialize(input)));
        return json.RootElement.Clone();
    }

    private static async Task<string> RunProcessAsync(string file, IReadOnlyDictionary<string, string>? variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = Scripts, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{file} {arguments[0]} ended with {process.ExitCode}: {await errors}");
        return await output;
    }
}
