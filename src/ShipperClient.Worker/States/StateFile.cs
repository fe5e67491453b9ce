using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ShipperClient.Worker.States;

/// <summary>The JSON file of one worker's states, locked for as long as the worker runs.</summary>
internal sealed class StateFile(string path, TimeProvider time) : IDisposable
{
    private FileStream? _lock;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string OwnerPath => Path + ".owner";

    /// <summary>Takes the lock, so that no second worker loses this one's states or has its own lost.</summary>
    /// <exception cref="RetryWorkerStartException">Another worker holds it, or the place is not fit for a file.</exception>
    public void Lock()
    {
        try
        {
            if (Directory.Exists(Path) || IsSpecial(Path))
            {
                throw new RetryWorkerStartException($"RetryWorker:StateFile is {Path}, which is not a file. Name a file that the worker may create and replace.");
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            _lock = TryLock() ?? throw new RetryWorkerStartException($"RetryWorker:StateFile {Path} is in use by {Owner()}. Stop that worker, or name another file.");
            File.WriteAllText(OwnerPath, $"process {Environment.ProcessId} on {Environment.MachineName}, since {time.GetUtcNow():u}");
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

            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path, cancellationToken).ConfigureAwait(false));
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

    /// <summary>Writes a new file and flushes it to the disk before it replaces the old one: after a crash one of the two is complete.</summary>
    public async Task WriteAsync(IEnumerable<KeyValuePair<string, byte[]>> states)
    {
        var next = Path + ".tmp";
        var file = File.Create(next);
        await using (file.ConfigureAwait(false))
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

            file.Flush(flushToDisk: true);
        }

        File.Move(next, Path, overwrite: true);
    }

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
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path + ".lock"))
        {
            return null;
        }
    }

    private string Owner() => File.Exists(OwnerPath) ? File.ReadAllText(OwnerPath) : "another worker";

    // A device or a pipe must be neither read nor renamed, and .NET has no way to ask.
    private static bool IsSpecial(string path)
    {
        const int CurrentDirectory = -100;
        const uint Type = 1;
        const int ModeOffset = 28, TypeMask = 0xF000, Regular = 0x8000;
        var buffer = new byte[256];
        return OperatingSystem.IsLinux()
            && GetStatus(CurrentDirectory, path, 0, Type, buffer) == 0
            && (BitConverter.ToUInt16(buffer, ModeOffset) & TypeMask) != Regular;
    }

    [DllImport("libc", EntryPoint = "statx", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetStatus(int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] buffer);
}
