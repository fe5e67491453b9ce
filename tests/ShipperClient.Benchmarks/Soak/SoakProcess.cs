using System.Diagnostics;
using System.Text.Json;

namespace ShipperClient.Benchmarks;

/// <summary>The process of <see cref="SoakService"/>, as the client's process sees it. Thread-safe.</summary>
internal sealed class SoakProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly SemaphoreSlim _asking = new(1);
    private readonly Lock _writing = new();

    private SoakProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public static async Task<SoakProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, SoakService.Verb) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        return new SoakProcess(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The service of the soak did not start."));
    }

    /// <summary>The credentials that the service knows now.</summary>
    public async ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        var parts = (await AskAsync("credentials", cancellationToken)).Split(' ');
        return new LogServiceCredentials(parts[0], parts[1], parts[2]);
    }

    /// <summary>The client reported that the service took these tasks.</summary>
    public void Taken(string shipper, IReadOnlyCollection<string> ids) => Tell("taken", shipper, ids);

    /// <summary>The service may have taken these tasks although the client was told nothing, or an error.</summary>
    public void MayHaveRetried(string shipper, IReadOnlyCollection<string> ids) => Tell("doubt", shipper, ids);

    public async Task<Verdict> GetVerdictAsync() => JsonSerializer.Deserialize<Verdict>(await AskAsync("verdict", CancellationToken.None))!;

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _asking.Dispose();
    }

    private async Task<string> AskAsync(string question, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            Write(question);
            return await _process.StandardOutput.ReadLineAsync(CancellationToken.None) ?? throw new InvalidOperationException("The service of the soak has ended.");
        }
        finally
        {
            _asking.Release();
        }
    }

    private void Tell(string what, string shipper, IReadOnlyCollection<string> ids)
    {
        if (ids.Count > 0)
        {
            Write($"{what} {shipper} {string.Join(',', ids)}");
        }
    }

    private void Write(string line)
    {
        lock (_writing)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
    }
}
