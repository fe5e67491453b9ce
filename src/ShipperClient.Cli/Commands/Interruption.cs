using System.Runtime.InteropServices;

namespace ShipperClient.Cli.Commands;

/// <summary>
/// Ctrl-C, a termination and a hang-up cancel the command, which then reports what it has done. A second signal, or too long a report, ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan TimeToReport = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly ITimer _deadline;

    public Interruption(TimeProvider clock)
    {
        _deadline = clock.CreateTimer(static _ => Environment.Exit(ExitCodes.Interrupted), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registrations = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, static registration => registration.Dispose());
        _deadline.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            Environment.Exit(ExitCodes.Interrupted);
        }

        _deadline.Change(TimeToReport, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
