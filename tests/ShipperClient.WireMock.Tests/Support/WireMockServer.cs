using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using ShipperClient.WireMock.Tests.Support;

[assembly: AssemblyFixture(typeof(WireMockServer))]

namespace ShipperClient.WireMock.Tests.Support;

/// <summary>The one WireMock of a test run: it loads every file under <c>mappings</c> itself, and ends with the run.</summary>
public sealed class WireMockServer : IAsyncLifetime
{
    private const string PortLabel = "port:";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _output = new();
    private readonly Installation _installation = Installation.Find(
        Environment.GetEnvironmentVariable("JAVA_HOME"), Environment.GetEnvironmentVariable("PATH"), Path.Combine(ProjectDirectory, Metadata("WireMockJar")));

    private Process? _process;
    private WireMockAdmin? _admin;

    /// <summary>What has to be installed before there is a server, or <see langword="null"/>.</summary>
    public string? Missing => _installation.Missing;

    public Uri Address { get; private set; } = null!;

    internal WireMockAdmin Admin => _admin ?? throw new InvalidOperationException(Missing);

    internal static string ProjectDirectory => Metadata("ProjectDirectory");

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        var process = Start();
        try
        {
            var port = await _port.Task.WaitAsync(Patience);
            Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
            _admin = await WireMockAdmin.ConnectAsync(Address);
            _process = process;
        }
        catch (Exception exception)
        {
            await StopAsync(process);
            throw new InvalidOperationException($"WireMock did not start: {exception.Message} Its output:\n{Output}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _admin?.Dispose();
        if (_process is not null)
        {
            await StopAsync(_process);
        }
    }

    private string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    private Process Start()
    {
        string[] command =
        [
            _installation.Java!, "-Xmx256m", "-jar", _installation.Jar!,
            "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", ProjectDirectory, "--disable-banner",
        ];
        string[] guarded = OperatingSystem.IsWindows() ? command : ["sh", Path.Combine(ProjectDirectory, "run-wiremock.sh"), .. command];
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(guarded[0], guarded[1..])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException("It ended by itself."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line?.StartsWith(PortLabel, StringComparison.Ordinal) == true)
        {
            _port.TrySetResult(int.Parse(line.AsSpan(PortLabel.Length).Trim(), CultureInfo.InvariantCulture));
        }
    }

    private static async Task StopAsync(Process process)
    {
        using (process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static string Metadata(string key) =>
        typeof(WireMockServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
