using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetryWorker.Diagnostics;
using ShipperClient;

namespace RetryWorker.States;

/// <summary>The state of every shipper: in memory, and in a file so that tries survive a restart.</summary>
internal sealed class RetryStateFile(IOptions<RetryWorkerOptions> options, ILogger<RetryStateFile> logger)
{
    private readonly string _path = Path.GetFullPath(options.Value.StateFile);
    private ConcurrentDictionary<string, RetryState> _shippers = new(StringComparer.Ordinal);

    public RetryState Get(ShipperReference shipper) => _shippers.GetOrAdd(shipper.ToString(), static _ => new RetryState());

    /// <summary>Reads the file if there is one. A broken one is moved aside: counting from the start is better than not starting.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            return;
        }

        try
        {
            await using var file = File.OpenRead(_path);
            var read = await JsonSerializer.DeserializeAsync(file, RetryStateJson.Default.DictionaryStringRetryState, cancellationToken)
                ?? throw new JsonException("The file contains null.");
            if (read.Values.Any(static state => state is null || state.Tasks.ContainsValue(null!)))
            {
                throw new JsonException("A shipper or a task is null.");
            }

            _shippers = new(read, StringComparer.Ordinal);
            Log.StateLoaded(logger, _path, read.Values.Sum(static state => state.Tasks.Count));
        }
        catch (JsonException exception)
        {
            var aside = _path + ".broken";
            File.Move(_path, aside, overwrite: true);
            Log.StateBroken(logger, _path, aside, exception.Message);
        }
    }

    /// <summary>Writes a new file and flushes it to the disk before it replaces the old one: after a crash one of the two is complete.</summary>
    /// <remarks>Must not run while a pass is running.</remarks>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var next = _path + ".tmp";
        await using (var file = File.Create(next))
        {
            await JsonSerializer.SerializeAsync(file, _shippers.ToDictionary(StringComparer.Ordinal), RetryStateJson.Default.DictionaryStringRetryState, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }

    /// <summary>Removes tasks that the service no longer lists, and shippers that are no longer configured.</summary>
    public void RemoveOlderThan(DateTimeOffset oldest)
    {
        foreach (var (name, state) in _shippers)
        {
            state.RemoveTriedBefore(oldest);
            if (state.Tasks.Count == 0 && state.Watermark < oldest && !options.Value.Shippers.Contains(name))
            {
                _shippers.TryRemove(name, out _);
            }
        }
    }
}
