namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Reads short files and responses, up to a limit.</summary>
internal static class BoundedReader
{
    public const int Limit = 64 * 1024;

    /// <summary>Reads a stream to its end.</summary>
    /// <returns>The bytes without a byte order mark; <see langword="null"/> if there are more than <see cref="Limit"/>.</returns>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[Limit + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var start = buffer.AsSpan(0, length).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return length > Limit ? null : buffer[start..length];
    }

    /// <summary>Reads a file. No message quotes its content.</summary>
    /// <exception cref="LogServiceAuthenticationException">It cannot be read, or is too long.</exception>
    public static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                var bytes = await ReadAsync(file, cancellationToken).ConfigureAwait(false)
                    ?? throw new LogServiceAuthenticationException($"The file {path} is longer than {Limit / 1024} KiB, so it cannot be a file of credentials.");
                return IsUtf16(bytes) ? throw new LogServiceAuthenticationException($"The file {path} is encoded in UTF-16. Save it in UTF-8.") : bytes;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LogServiceAuthenticationException(
                $"The file {path} cannot be read: {exception.Message} Check that it exists and that this process may read it.", exception)
            {
                IsSourceUnavailable = exception is FileNotFoundException or DirectoryNotFoundException,
            };
        }
    }

    // By its byte order mark, or by the zero in its first character, which begins every file that is read here.
    private static bool IsUtf16(byte[] bytes) => bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, not 0, ..] or [not 0, 0, ..];
}
