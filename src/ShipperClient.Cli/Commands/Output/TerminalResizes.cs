using System.Runtime.InteropServices;
using Spectre.Console;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Waits, and redraws the screen whenever the terminal changes its size in the meantime.</summary>
internal sealed class TerminalResizes : IDisposable
{
    private readonly PosixSignalRegistration? _registration;
    private volatile TaskCompletionSource _resized = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TerminalResizes(IAnsiConsole screen)
    {
        if (screen.Profile.Capabilities.Ansi && !OperatingSystem.IsWindows())
        {
            _registration = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _resized.TrySetResult());
        }
    }

    public async Task WaitAsync(TimeSpan time, TimeProvider clock, Action redraw, CancellationToken cancellationToken)
    {
        var end = Task.Delay(time, clock, cancellationToken);
        while (await Task.WhenAny(end, _resized.Task).ConfigureAwait(false) != end)
        {
            _resized = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            redraw();
        }

        await end.ConfigureAwait(false);
    }

    public void Dispose() => _registration?.Dispose();
}
