using System.Globalization;
using System.Text;
using System.Text.Json;
using ShipperClient.Files;
using ShipperClient.Worker.Diagnostics;

namespace ShipperClient.Worker.States;

/// <summary>The JSON file of one worker's states, locked for as long as the worker runs.</summary>
internal sealed class StateFile(string path, TimeProvider time) : IDisposable
{
    // Some hundred thousand tasks that failed again and again.
    private const int MaxLength = 64 * 1024 * 1024;
    private const int MaxOwnerLength = 1024;

    private FileStream? _lock;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string OwnerPath => Path + ".owner";

    private string LockPath => Path + ".lock";

    /// <summary>Takes the lock, so that no second worker loses this one's states or has its own lost.</summary>
    /// <exception cref="RetryWorkerStartException">Another worker holds it, or the place is not fit for a file.</exception>
    public async Task LockAsync()
    {
        try
        {
            foreach (var touched in (ReadOnlySpan<string>)[Path, LockPath, OwnerPath])
            {
                if (PlainFile.MistakeIn(touched) is { } mistake)
                {
                    throw new RetryWorkerStartException($"RetryWorker:StateFile is {touched}, which {mistake}. Name a file that the worker may create and replace.");
                }
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            _lock = TryLock() ?? throw new RetryWorkerStartException($"RetryWorker:StateFile {Path} is in use by {Owner()}. Stop that worker, or name another file.");
            PlainFile.RemoveUnfinished(Path);
            PlainFile.RemoveUnfinished(OwnerPath);
            var owner = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}, since {time.GetUtcNow():u}"));
            await PlainFile.ReplaceAsync(OwnerPath, MaxOwnerLength, async file => await file.WriteAsync(owner).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RetryWorkerStartException($"RetryWorker:StateFile {Path} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the states, or returns why the file is broken.</summary>
    /// <exception cref="RetryWorkerStartException">The file cannot be read.</exception>
    public async Task<(IReadOnlyDictionary<string, RetryState> States, string? Mistake)> ReadAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, RetryState> states = new(StringComparer.Ordinal);
        try
        {
            if (!File.Exists(Path))
            {
                return (states, null);
            }

            using var document = JsonDocument.Parse(await Task.Run(() => PlainFile.Read(Path, MaxLength), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false));
            foreach (var shipper in document.RootElement.EnumerateObject())
            {
                states[ShipperReference.Parse(shipper.Name).ToString()] = RetryStateJson.Read(Encoding.UTF8.GetBytes(shipper.Value.GetRawText()));
            }

            return (states, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return (new Dictionary<string, RetryState>(StringComparer.Ordinal), exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RetryWorkerStartException($"RetryWorker:StateFile {Path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Moves a broken file aside.</summary>
    /// <returns>The new path.</returns>
    /// <exception cref="RetryWorkerStartException">It cannot be moved.</exception>
    public string MoveAside(string mistake)
    {
        var aside = Path + ".broken";
        try
        {
            File.Move(Path, aside, overwrite: true);
            return aside;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RetryWorkerStartException($"RetryWorker:StateFile {Path} is broken ({mistake}) and cannot be moved aside: {exception.Message} Move or remove it.", exception);
        }
    }

    /// <summary>Writes a new file, which replaces the old one.</summary>
    public Task WriteAsync(IEnumerable<KeyValuePair<string, byte[]>> states) => PlainFile.ReplaceAsync(Path, MaxLength, async file =>
    {
        var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            foreach (var (shipper, state) in states)
            {
                writer.WritePropertyName(shipper);
                writer.WriteRawValue(state);
            }

            writer.WriteEndObject();
        }
    });

    public void Dispose()
    {
        if (_lock is not null)
        {
            File.Delete(OwnerPath);
            _lock.Dispose();
        }
    }

    // The lock file stays: to delete it would let a third worker lock a new one beside a second that still has the old one open.
    private FileStream? TryLock()
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FileStream(LockPath, options);
        }
        catch (IOException) when (File.Exists(LockPath))
        {
            return null;
        }
    }

    private string Owner() => File.Exists(OwnerPath) ? UntrustedText.Clean(Encoding.UTF8.GetString(PlainFile.Read(OwnerPath, MaxOwnerLength))) : "another worker";
}
