using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.States;

/// <summary>The states of a single process: in memory, and in a file so that tries survive a restart.</summary>
internal sealed class FileRetryStateStore(IOptions<RetryWorkerOptions> options, TimeProvider time, ILogger<FileRetryStateStore> logger) : IRetryStateStore, IDisposable
{
    private readonly StateFile _file = new(options.Value.StateFile, time);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1);
    private long _changes;
    private long _written;

    public TimeSpan? Lease => null;

    public string? Problem { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _file.LockAsync().ConfigureAwait(false);
        var (states, mistake) = await _file.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (mistake is not null)
        {
            Log.StateBroken(logger, _file.Path, _file.MoveAside(mistake), mistake);
        }

        foreach (var (shipper, state) in states)
        {
            _entries[shipper] = new Entry { Json = RetryStateJson.Write(state) };
        }

        if (states.Count > 0)
        {
            Log.StateLoaded(logger, _file.Path, states.Values.Sum(static state => state.Tasks.Count));
        }

        await WriteAsync().ConfigureAwait(false);
        if (Problem is not null)
        {
            throw new RetryWorkerStartException($"RetryWorker:StateFile {_file.Path} cannot be written: {Problem}");
        }
    }

    public Task<ClaimResult> ClaimAsync(ShipperReference shipper, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(shipper.ToString(), static _ => new Entry());
        lock (entry)
        {
            if (entry.IsClaimed)
            {
                return Task.FromResult(new ClaimResult(null, Timeout.InfiniteTimeSpan));
            }

            entry.IsClaimed = true;
            return Task.FromResult(new ClaimResult(new StateClaim(shipper, ++entry.Fence, RetryStateJson.Read(entry.Json)), TimeSpan.Zero));
        }
    }

    public Task SaveAsync(StateClaim claim, CancellationToken cancellationToken)
    {
        Set(claim, isClaimed: true);
        return WriteAsync();
    }

    public Task RenewAsync(StateClaim claim, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReleaseAsync(StateClaim claim, PassReport? report, CancellationToken cancellationToken)
    {
        Set(claim, isClaimed: false);
        return WriteAsync();
    }

    public Task SetShippersAsync(IReadOnlyCollection<ShipperReference> shippers, IReadOnlyCollection<string> unknown, CancellationToken cancellationToken)
    {
        var wanted = shippers.Select(static shipper => shipper.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var (shipper, entry) in _entries)
        {
            // A shipper that leaves for a while keeps its tries for as long as they count.
            if (!wanted.Contains(shipper) && !entry.IsClaimed && RetryStateJson.Read(entry.Json).Tasks.Count == 0)
            {
                _entries.TryRemove(shipper, out _);
            }
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _file.Dispose();
        _writing.Dispose();
    }

    private void Set(StateClaim claim, bool isClaimed)
    {
        var entry = _entries[claim.Shipper.ToString()];
        lock (entry)
        {
            entry.Json = RetryStateJson.Write(claim.State);
            entry.IsClaimed = isClaimed;
        }

        Interlocked.Increment(ref _changes);
    }

    // Whoever waited while the file was written has its change in the next file, and the first of them writes it for all.
    private async Task WriteAsync()
    {
        var change = Interlocked.Read(ref _changes);
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Interlocked.Read(ref _written) < change || change == 0)
            {
                var written = Interlocked.Read(ref _changes);
                await _file.WriteAsync(_entries.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Json)).ToList()).ConfigureAwait(false);
                Interlocked.Exchange(ref _written, written);
                Problem = null;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Problem != exception.Message)
            {
                Problem = exception.Message;
                Log.StateNotSaved(logger, exception.Message);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    private sealed class Entry
    {
        public bool IsClaimed { get; set; }

        public long Fence { get; set; }

        public byte[] Json { get; set; } = RetryStateJson.Write(new RetryState());
    }
}
