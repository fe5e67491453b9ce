using System.Buffers;
using System.Net;

namespace ShipperClient.Internal.Responses;

/// <summary>A reply's body, read whole into a pooled buffer and held to a limit. Disposing it gives the buffer back.</summary>
internal sealed class PooledContent : HttpContent
{
    // A page of 500 tasks has some 95 KB. More than this is believed only once bytes have come: a header alone must not claim 16 MiB.
    private const int MostBelieved = 128 * 1024;
    private const int Unannounced = 16 * 1024;

    private byte[] _buffer;
    private int _length;

    private PooledContent(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The body; valid until this content is disposed.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body to its end, after decompression.</summary>
    /// <param name="content">The body as it arrives.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="cutAtLimit">Whether to keep the first bytes of a longer body; otherwise a longer body is an <see cref="HttpRequestException"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<PooledContent> ReadAsync(HttpContent content, int limit, bool cutAtLimit, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength ?? Unannounced;
        if (announced > limit && !cutAtLimit)
        {
            throw TooLong(limit);
        }

        var reply = new PooledContent((int)Math.Clamp(announced, 1, MostBelieved));
        if (announced == 0)
        {
            return reply; // as every retry is answered that was taken
        }

        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await reply.FillAsync(stream, limit, cutAtLimit, (int)Math.Min(announced, limit), cancellationToken).ConfigureAwait(false);
            }

            return reply;
        }
        catch
        {
            reply.Dispose();
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

    private async Task FillAsync(Stream stream, int limit, bool cutAtLimit, int expected, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _buffer.Length)
            {
                Grow(Math.Max(expected + 1, _buffer.Length * 2));
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            _length += read;
            if (_length > limit)
            {
                _length = cutAtLimit ? limit : throw TooLong(limit);
                return;
            }
        }
    }

    private void Grow(int capacity)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        Memory.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private static HttpRequestException TooLong(int limit) =>
        new(HttpRequestError.ConfigurationLimitExceeded, $"The reply is longer than {limit / (1024 * 1024)} MiB.");
}
