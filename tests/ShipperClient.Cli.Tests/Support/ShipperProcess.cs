using System.Diagnostics;
using System.Globalization;

namespace ShipperClient.Cli.Tests.Support;

/// <summary>The built command as a process, in an environment of its own: no settings, no credentials, an empty home, UTC.</summary>
internal sealed class ShipperProcess : IDisposable
{
    private static readonly (string Name, int Number)[] Signals = [("HUP", 1), ("INT", 2), ("TERM", 15)];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly string _commandLine;
    private readonly Task<string> _errors;
    private bool _isOutputClosed;

    private ShipperProcess(Process process, string commandLine)
    {
        _process = process;
        _commandLine = commandLine;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public StreamReader Output => _process.StandardOutput;

    public StreamWriter Input => _process.StandardInput;

    public static ShipperProcess Start(string home, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment) =>
        Start("dotnet", [Places.Command, .. arguments], home, $"shipper {string.Join(' ', arguments)}", environment);

    public static ShipperProcess Start(string program, string[] arguments, string home, string commandLine, params IEnumerable<(string Name, string Value)> environment)
    {
        var ignored = IgnoredSignals();
        string[] command = ignored.Count > 0 ? ["env", $"--default-signal={string.Join(',', ignored)}", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = home;
        start.Environment["TZ"] = "UTC";
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ShipperProcess(Process.Start(start)!, commandLine);
    }

    // If a script runs the tests in the background or with nohup, they ignore some signals, and so does what they start.
    private static List<string> IgnoredSignals()
    {
        const string Field = "SigIgn:";
        var line = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").FirstOrDefault(static line => line.StartsWith(Field, StringComparison.Ordinal)) : null;
        var mask = line is null ? 0 : ulong.Parse(line.AsSpan(Field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return [.. Signals.Where(signal => (mask & (1UL << (signal.Number - 1))) != 0).Select(static signal => signal.Name)];
    }

    private static bool IsSetting(string variable) =>
        variable.StartsWith("ALIBABA_CLOUD_", StringComparison.Ordinal) || variable is "LC_ALL" or "LC_MESSAGES" or "NO_COLOR" or "FORCE_COLOR" or "CLICOLOR_FORCE" or "COLUMNS" or "LINES" or "SHIPPER_ENDPOINT" or "XDG_CONFIG_HOME" or "XDG_CACHE_HOME";

    /// <summary>As <c>head</c> does when it has what it wants.</summary>
    public void CloseOutput()
    {
        _isOutputClosed = true;
        Output.Close();
    }

    /// <summary>Ctrl-C.</summary>
    public Task InterruptAsync() => SignalAsync("INT");

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
    }

    public async Task<Run> EndAsync()
    {
        var output = _isOutputClosed ? "" : await Output.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new Run(_commandLine, _process.ExitCode, output, await _errors.WaitAsync(Patience));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
