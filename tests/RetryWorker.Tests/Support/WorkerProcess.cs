using System.Collections.Concurrent;
using System.Diagnostics;

namespace RetryWorker.Tests.Support;

/// <summary>The sample worker as a process, run as a user runs it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];

    private WorkerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    public string Output => string.Concat(_output.Select(static line => line + '\n'));

    public string Errors => string.Concat(_errors.Select(static line => line + '\n'));

    public static WorkerProcess Start(string[] arguments, params (string Name, string Value)[] environment)
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
        // Tests run at the same time: the system chooses the port.
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new WorkerProcess(start);
    }

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        await using var process = Start(arguments, environment);
        await process._process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, process.Output, process.Errors);
    }

    public async Task WaitForOutputAsync(string text)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, Output + Errors);
            await Task.Delay(50, timeout.Token);
        }
    }

    /// <summary>Reads the address that the worker logs when it listens.</summary>
    public async Task<Uri> ReadAddressAsync()
    {
        const string Start = "Now listening on: ";
        await WaitForOutputAsync(Start);
        var line = _output.First(static line => line.Contains(Start, StringComparison.Ordinal));
        return new Uri(line[(line.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..]);
    }

    /// <summary>Ends the process as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static void Add(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
