using System.Buffers;
using System.Net;

namespace ShipperClient.Internal.Responses;

/// <summary>The body of a response, read whole into a pooled buffer and held to a limit. Disposing it returns the buffer.</summary>
internal sealed class PooledContent : HttpContent
{
    /// <summary>The limit of a success: 16 MiB.</summary>
    public const int MaxBodyLength = 16 * 1024 * 1024;

    // A page of 500 tasks has some 95 KB. A larger buffer is rented only when that many bytes have arrived: a header alone must not claim 16 MiB.
    private const int MaxInitialCapacity = 128 * 1024;
    private const int DefaultCapacity = 16 * 1024;

    private byte[] _buffer;
    private int _length;

    private PooledContent(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The body; valid until this content is disposed.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body to its end, after decompression.</summary>
    /// <param name="content">The body as it arrives.</param>
    /// <param name="limit">The maximum number of bytes.</param>
    /// <param name="cutAtLimit">Whether to keep the first bytes of a longer body; otherwise a longer body is an <see cref="HttpRequestException"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<PooledContent> ReadAsync(HttpContent content, int limit, bool cutAtLimit, CancellationToken cancellationToken)
    {
        var announced = ResponseHeaders.ContentLength(content) ?? Math.Min(DefaultCapacity, limit);
        if (announced > limit && !cutAtLimit)
        {
            throw TooLong(limit);
        }

        var body = new PooledContent((int)Math.Clamp(announced, 1, MaxInitialCapacity));
        if (announced == 0)
        {
            return body; // as the service answers an accepted retry
        }

        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var isWhole = false;
                while (!isWhole && body._length <= limit)
                {
                    var read = await stream.ReadAsync(body.FreeSpace((int)Math.Min(announced, limit)), cancellationToken).ConfigureAwait(false);
                    body._length += read;
                    isWhole = read == 0;
                }
            }

            if (body._length > limit)
            {
                body._length = cutAtLimit ? limit : throw TooLong(limit);
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Memory, cancellationToken).ConfigureAwait(false);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _length = 0;
        }

        base.Dispose(disposing);
    }

    private Memory<byte> FreeSpace(int expected)
    {
        if (_length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(expected + 1, _buffer.Length * 2));
            Memory.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }

    private static HttpRequestException TooLong(int limit) =>
        new(HttpRequestError.ConfigurationLimitExceeded, $"The response is longer than {limit / (1024 * 1024)} MiB.");
}
