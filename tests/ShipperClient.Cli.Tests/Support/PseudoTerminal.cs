using System.Diagnostics;
using System.Text;

namespace ShipperClient.Cli.Tests.Support;

/// <summary>The command at a terminal: util-linux's <c>script</c> gives it one, 100 columns wide and 50 lines high by default.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const string CtrlC = "\u0003";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ShipperProcess _process;
    private readonly StringBuilder _seen = new();

    private readonly string _home;

    private PseudoTerminal(string home, ShipperProcess process)
    {
        _home = home;
        _process = process;
    }

    public static PseudoTerminal Start(Scene scene, string arguments, params IEnumerable<(string Name, string Value)> environment) =>
        Start(scene, arguments, columns: 100, rows: 50, environment);

    public static PseudoTerminal Start(Scene scene, string arguments, int columns, int rows, params IEnumerable<(string Name, string Value)> environment)
    {
        Tools.Need("script", "--version");
        var command = $"tty >'{scene.Home}/tty'; stty cols {columns} rows {rows}; exec dotnet '{Places.Command}' {arguments}";
        return new PseudoTerminal(scene.Home, ShipperProcess.Start(
            "script", ["-qefc", command, "/dev/null"], scene.Home, arguments, [.. scene.Environment, ("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), .. environment]));
    }

    /// <summary>Waits until the terminal has shown a text, counted from where the last wait ended.</summary>
    public async Task<string> SeeAsync(string text)
    {
        var from = _seen.Length;
        var buffer = new char[4096];
        while (!_seen.ToString(from, _seen.Length - from).Contains(text, StringComparison.Ordinal))
        {
            var read = await _process.Output.ReadAsync(buffer).AsTask().WaitAsync(Patience);
            Assert.True(read > 0, $"It ended without showing \"{text}\":\n{_seen}");
            _seen.Append(buffer, 0, read);
        }

        return _seen.ToString();
    }

    public Task TypeAsync(string text) => WriteAsync(text);

    public Task InterruptAsync() => WriteAsync(CtrlC);

    /// <summary>Changes the size of the terminal, as a user who drags its window.</summary>
    public async Task ResizeAsync(int columns, int rows)
    {
        using var stty = Process.Start("sh", ["-c", $"stty -F \"$(cat '{_home}/tty')\" cols {columns} rows {rows}"]);
        await stty.WaitForExitAsync().WaitAsync(Patience);
    }

    public async Task<Run> EndAsync()
    {
        var rest = await _process.EndAsync();
        return rest with { Output = _seen + rest.Output };
    }

    public void Dispose() => _process.Dispose();

    private async Task WriteAsync(string text)
    {
        await _process.Input.WriteAsync(text);
        await _process.Input.FlushAsync();
    }
}
