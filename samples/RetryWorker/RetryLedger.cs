using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient;

namespace RetryWorker;

/// <summary>The tries of every shipper's tasks: in memory, and in a file so that a restart does not start over.</summary>
internal sealed class RetryLedger(IOptions<RetryWorkerOptions> options, ILogger<RetryLedger> logger)
{
    private readonly string _path = Path.GetFullPath(options.Value.StateFile);
    private ConcurrentDictionary<string, ShipperLedger> _shippers = new(StringComparer.Ordinal);

    public ShipperLedger Of(ShipperReference shipper) => _shippers.GetOrAdd(shipper.ToString(), static _ => new ShipperLedger());

    /// <summary>Reads the file, where there is one. A broken one is moved aside: better to start over than not to start.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            return;
        }

        try
        {
            await using var file = File.OpenRead(_path);
            var read = await JsonSerializer.DeserializeAsync(file, LedgerJson.Default.DictionaryStringShipperLedger, cancellationToken)
                ?? throw new JsonException("The file says null.");
            if (read.Values.Any(static shipper => shipper is null || shipper.Tasks.ContainsValue(null!)))
            {
                throw new JsonException("A shipper or a task is null.");
            }

            _shippers = new(read, StringComparer.Ordinal);
            Log.StateLoaded(logger, _path, read.Values.Sum(static shipper => shipper.Tasks.Count));
        }
        catch (JsonException exception)
        {
            var aside = _path + ".broken";
            File.Move(_path, aside, overwrite: true);
            Log.StateBroken(logger, _path, aside, exception.Message);
        }
    }

    /// <summary>Writes the file whole beside the old one, to the disk, and only then puts it in its place: whatever happens, one of the two is there.</summary>
    /// <remarks>Not while a pass is under way.</remarks>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var next = _path + ".tmp";
        await using (var file = File.Create(next))
        {
            await JsonSerializer.SerializeAsync(file, _shippers.ToDictionary(StringComparer.Ordinal), LedgerJson.Default.DictionaryStringShipperLedger, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }

    /// <summary>Forgets what the service does not list any more, and shippers that nobody looked at for so long.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var (name, shipper) in _shippers)
        {
            shipper.Forget(before);
            if (shipper.Tasks.Count == 0 && shipper.SettledUntil < before && !options.Value.Shippers.Contains(name))
            {
                _shippers.TryRemove(name, out _);
            }
        }
    }
}
