using System.Runtime.InteropServices;

namespace ShipperClient.Files;

/// <summary>Files that belong to this user: what is not a regular file is not touched, reading has a limit, and nobody else reads or diverts what is written.</summary>
internal static class PlainFile
{
    private const string NextMark = ".next-";

    /// <summary>Says why a path may not be written to, such as "is a symbolic link"; <see langword="null"/> if it is a regular file, or nothing.</summary>
    public static string? MistakeIn(string path) =>
        Directory.Exists(path) || IsSpecial(path) ? "is not a file"
        : new FileInfo(path).LinkTarget is not null ? "is a symbolic link"
        : null;

    /// <summary>Reads a whole file, also through a symbolic link.</summary>
    /// <exception cref="IOException">It is not a regular file, is longer than <paramref name="limit"/> bytes, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, int limit)
    {
        if (Directory.Exists(path) || IsSpecial(path))
        {
            throw new IOException($"{path} is not a file.");
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        // Not by its length, which may grow, and is 0 for files that the system makes up.
        var content = new byte[Math.Min(limit, Math.Max(file.CanSeek ? file.Length : 0, 4096)) + 1];
        var length = 0;
        while (file.Read(content, length, content.Length - length) is var read and > 0)
        {
            length += read;
            if (length > limit)
            {
                throw new IOException($"{path} is longer than {limit / 1024} KiB.");
            }

            if (length == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(limit + 1L, length * 2L));
            }
        }

        return content[..length];
    }

    /// <summary>Writes a new file that only this user may read, and flushes it to the disk before it replaces the old one: after a crash one of the two is complete.</summary>
    /// <exception cref="IOException">The path is a symbolic link or not a file, cannot be written, or would be longer than <paramref name="limit"/> bytes, with which it is read again.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task ReplaceAsync(string path, int limit, Func<Stream, Task> write)
    {
        if (MistakeIn(path) is { } mistake)
        {
            throw new IOException($"{path} {mistake}.");
        }

        // Under a name that nobody can know before, and never what is there already.
        var next = $"{path}{NextMark}{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(next, options);
        try
        {
            await using (file.ConfigureAwait(false))
            {
                await write(file).ConfigureAwait(false);
                if (file.Length > limit)
                {
                    throw new IOException($"{path} would be longer than {limit / 1024} KiB.");
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }

    /// <summary>Removes what a process left that ended while it wrote. Only the one that may write the file may call it.</summary>
    public static void RemoveUnfinished(string path)
    {
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}{NextMark}*"))
        {
            if (Guid.TryParseExact(left[(path.Length + NextMark.Length)..], "N", out _))
            {
                File.Delete(left);
            }
        }
    }

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
