using System.Diagnostics;
using System.Globalization;
using RetryWorker.Tests.Support;

namespace ShipperClient.Fleet;

/// <summary>One process of the sample worker.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Forwarder _forwarder;

    private Instance(int number, Process process, Forwarder forwarder)
    {
        Number = number;
        _process = process;
        _forwarder = forwarder;
    }

    public int Number { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static Instance Start(int number, int service, IReadOnlyDictionary<string, string> environment)
    {
        var forwarder = new Forwarder(number, service);
        var built = Path.GetRelativePath(Repository.PathTo("tests/ShipperClient.Fleet"), AppContext.BaseDirectory);
        var start = new ProcessStartInfo("dotnet", [Repository.PathTo(Path.Combine("samples/RetryWorker", built, "RetryWorker.dll"))]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["LogService__Endpoint"] = forwarder.Address.ToString();
        return new Instance(number, Process.Start(start)!, forwarder);
    }

    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public Task ExitedAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal("KILL");
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _forwarder.Dispose();
    }
}
