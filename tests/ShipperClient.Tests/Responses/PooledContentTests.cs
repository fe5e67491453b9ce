using System.Buffers;
using System.Runtime.InteropServices;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.Responses;

/// <summary>A body is read whole and held to its limit, whatever its length says and however it arrives.</summary>
public sealed class PooledContentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(100_000)]
    public async Task Body_of_any_length_is_read_to_its_end(int length)
    {
        var body = Body(length);
        using var announced = new ByteArrayContent(body);
        using var unannounced = new DrippingContent(body);

        using var first = await PooledContent.ReadAsync(announced, limit: 100_000, cutAtLimit: false, Cancellation);
        using var second = await PooledContent.ReadAsync(unannounced, limit: 100_000, cutAtLimit: false, Cancellation);

        Assert.Equal(body, first.Memory.ToArray());
        Assert.Equal(body, second.Memory.ToArray());
        Assert.Equal(length, second.Headers.ContentLength);
        Assert.Equal(body, await second.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_one_byte_too_long_is_refused_whether_announced_or_not(bool isAnnounced)
    {
        using HttpContent content = isAnnounced ? new ByteArrayContent(Body((1024 * 1024) + 1)) : new DrippingContent(Body((1024 * 1024) + 1));

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => PooledContent.ReadAsync(content, limit: 1024 * 1024, cutAtLimit: false, Cancellation).AsTask());

        Assert.Equal("The response is longer than 1 MiB.", exception.Message);
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, exception.HttpRequestError);
    }

    [Fact]
    public async Task Body_announced_as_too_long_is_not_read()
    {
        using var content = new DrippingContent([]) { Headers = { ContentLength = 11 } };

        await Assert.ThrowsAsync<HttpRequestException>(() => PooledContent.ReadAsync(content, limit: 10, cutAtLimit: false, Cancellation).AsTask());
    }

    [Fact]
    public async Task Body_is_read_no_further_than_the_limit()
    {
        using var content = new DrippingContent(Body(50_000)) { End = new IOException("read to the end") };

        using var response = await PooledContent.ReadAsync(content, limit: 20_000, cutAtLimit: true, Cancellation);

        Assert.Equal(20_000, response.Memory.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Longer_body_is_cut_to_its_first_bytes(bool isAnnounced)
    {
        var body = Body(50_000);
        using HttpContent content = isAnnounced ? new ByteArrayContent(body) : new DrippingContent(body);

        using var response = await PooledContent.ReadAsync(content, limit: 20_000, cutAtLimit: true, Cancellation);

        Assert.Equal(body[..20_000], response.Memory.ToArray());
    }

    [Fact]
    public async Task Disposed_content_is_empty_and_returns_its_buffer_once()
    {
        using var content = new ByteArrayContent(Body(10_000));
        var response = await PooledContent.ReadAsync(content, limit: 10_000, cutAtLimit: false, Cancellation);
        Assert.True(MemoryMarshal.TryGetArray(response.Memory, out var buffer));

        response.Dispose();
        response.Dispose();

        // The pool gives a thread first what that thread gave back last.
        Assert.Same(buffer.Array, ArrayPool<byte>.Shared.Rent(10_000));
        Assert.NotSame(buffer.Array, ArrayPool<byte>.Shared.Rent(10_000));
        Assert.Equal(0, response.Memory.Length);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => response.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Body_that_breaks_off_throws_the_error_of_its_connection()
    {
        using var content = new DrippingContent(Body(40_000)) { End = new IOException("broken") };

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => PooledContent.ReadAsync(content, limit: 100_000, cutAtLimit: false, Cancellation).AsTask());

        Assert.Contains("broken", exception.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Body(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)(i * 31))];
}
