using System.Net;

namespace ShipperClient.Tests.Servers;

/// <summary>A body that says no length and comes a few hundred bytes at a time.</summary>
internal sealed class DrippingContent(byte[] body) : HttpContent
{
    /// <summary>What comes instead of the end.</summary>
    public Exception? End { get; init; }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Drip(body, End));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException("It is read, not copied.");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private sealed class Drip(byte[] body, Exception? end) : MemoryStream(body)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            end is not null && Position == Length ? throw end : base.ReadAsync(buffer[..Math.Min(buffer.Length, 700)], cancellationToken);
    }
}
