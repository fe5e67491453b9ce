using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Hostile;

/// <summary>
/// Replies without end, in every way there is: each is a typed error, for little memory and within the attempt's time. What is allocated is measured, of this
/// whole process: it is never less than what is held at any one moment.
/// </summary>
[Collection(nameof(Alone))]
public sealed class LimitTests
{
    private const int MiB = 1024 * 1024;

    // A connection, a pipeline and the server of the test itself; whatever is endless in a head, an error or a nesting must cost no more than that.
    private const long Little = 4 * MiB;

    // A body that does not say its length is read into buffers that double: 16 KiB, 32 KiB … 16 MiB, and at last 32 MiB for the byte too many.
    private const long DoublingBuffers = (64 * MiB) + Little;

    private static readonly byte[] Blanks = Many(" ", 64 * 1024);
    private static readonly byte[] Letters = Many("x", 64 * 1024);

    // 16 MiB of blanks in 16 KiB; as gzip may be joined end to end, 64 of them are a GiB.
    private static readonly byte[] Compressed = Gzip(Many(" ", 16 * MiB));

    // What comes first, what comes then and how often, and what that may cost.
    private static readonly Dictionary<string, (string Head, byte[] Unit, int Times, long Bound)> Replies = new(StringComparer.Ordinal)
    {
        ["16 MiB and a byte, announced"] = ("200 OK\r\nContent-Length: 16777217\r\n\r\n", Blanks, 1, Little),
        ["16 MiB and a byte, in chunks"] = ("200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000001\r\n", Blanks, 257, DoublingBuffers),
        ["16 MiB and a byte, until the end"] = ("200 OK\r\n\r\n", Blanks, 257, DoublingBuffers),
        ["an error of a GiB"] = ("500 Oh\r\n\r\n", Blanks, 16 * 1024, Little),
        ["a gzip bomb"] = ($"200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {Compressed.Length * 64}\r\n\r\n", Compressed, 64, DoublingBuffers),
        ["a gzip bomb of an error"] = ($"500 Oh\r\nContent-Encoding: gzip\r\nContent-Length: {Compressed.Length * 64}\r\n\r\n", Compressed, 64, Little),
        ["100,000 nested arrays"] = ("200 OK\r\n\r\n{\"total\":1,\"x\":", Many("[", 1_000), 100, Little),
        ["100,000 nested arrays of an error"] = ("400 Oh\r\n\r\n", Many("[", 1_000), 100, Little),
        ["100,000 nested objects"] = ("200 OK\r\n\r\n", Many("{\"tasks\":", 1_000), 100, Little),
        ["a header of 10 MB"] = ("200 OK\r\nX-Long: ", Letters, 160, Little),
        ["100,000 headers"] = ("200 OK\r\n", Many("X-Many: a\r\n", 1_000), 100, Little),
        ["a trailer of 10 MB"] = ("200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\nX-Long: ", Letters, 160, Little),
        ["a status line of 10 MB"] = ("200 ", Letters, 160, Little),
        ["a chunk's size of 10 MB"] = ("200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", Letters, 160, Little),
        ["10,000 interim responses"] = ("103 Early\r\n\r\n", Many("HTTP/1.1 103 Early\r\n\r\n", 1_000), 10, Little),
    };

    public static TheoryData<string> ReplyNames { get; } = [.. Replies.Keys];

    [Theory]
    [MemberData(nameof(ReplyNames))]
    public async Task Endless_response_is_a_typed_error_in_bounded_memory(string kind)
    {
        var (head, unit, times, bound) = Replies[kind];
        await using var server = new RawServer(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 " + head), cancellationToken);
            for (var i = 0; i < times; i++)
            {
                await stream.WriteAsync(unit, cancellationToken);
            }
        });
        using var client = Client(server, new ManualTimeProvider(Sample.Now));
        foreach (var call in new Func<Task>[] { () => client.GetShipperStatusAsync(Sample.Query), () => client.RetryShipperTasksAsync(Sample.Shipper, ["id"]) })
        {
            await server.EndedAsync();
            var start = Stopwatch.GetTimestamp();
            var before = GC.GetTotalAllocatedBytes(precise: true);

            var error = await Record.ExceptionAsync(call);

            var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            Assert.InRange(Assert.IsAssignableFrom<LogServiceException>(error).ToString().Length, 1, 20_000);
            Assert.Contains(kind.StartsWith("16 MiB", StringComparison.Ordinal) || kind == "a gzip bomb" ? "longer than 16 MiB" : "", error!.Message, StringComparison.Ordinal);
            Assert.InRange(allocated, 0, bound);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 16777216\r\n\r\n{")] // declared, and not sent
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000000\r\n{")]
    [InlineData("HTTP/1.1 503 Unavailable\r\nContent-Length: 16777216\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Endless: ")]
    [InlineData("HTTP/1.1 2")]
    [InlineData("")]
    public async Task Response_of_a_byte_a_second_ends_with_its_attempt(string beginning)
    {
        using var seconds = new SemaphoreSlim(0);
        using var arrived = new SemaphoreSlim(0);
        await using var server = new RawServer(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), cancellationToken);
            arrived.Release();
            while (true)
            {
                await seconds.WaitAsync(cancellationToken);
                await stream.WriteAsync(Blanks.AsMemory(0, 1), cancellationToken);
            }
        });
        var clock = new ManualTimeProvider(Sample.Now);
        using var client = Client(server, clock);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var call = client.GetShipperStatusAsync(Sample.Query);
        await arrived.WaitAsync(TimeSpan.FromSeconds(30));
        for (var second = 1; second < 10; second++)
        {
            seconds.Release();
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.False(call.IsCompleted);
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call.WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.IsType<TimeoutException>(error.InnerException);
        Assert.Contains("10 s", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Little);
    }

    private static LogServiceClient Client(RawServer server, ManualTimeProvider clock) => LogServiceClient.Create(new LogServiceClientOptions
    {
        Endpoint = server.Address.ToString(),
        Credentials = new StaticCredentialsProvider("id", "secret"),
        MaxRetryAttempts = 0,
        TimeProvider = clock,
    });

    private static byte[] Many(string text, int times) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times)));

    private static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var compressor = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            compressor.Write(content);
        }

        return compressed.ToArray();
    }
}
