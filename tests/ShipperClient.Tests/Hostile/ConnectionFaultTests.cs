using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Hostile;

/// <summary>Connections that break, responses in pieces, and delays as networks have them: what no HTTP server does on request.</summary>
public sealed class ConnectionFaultTests
{
    private const string Page = """{"count":1,"total":77,"tasks":[{"id":"a9b0c1d2e3f405162738495a6b7c8d9e","taskStatus":"success","taskCreateTime":1768474799}]}""";

    private static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(30);
    private static readonly string Whole = RawServer.Reply("200 OK", Page);

    private static readonly Dictionary<string, Func<Stream, CancellationToken, Task>> Faults = new(StringComparer.Ordinal)
    {
        ["reset"] = static (stream, _) =>
        {
            var socket = ((NetworkStream)stream).Socket;
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close(); // not the stream, which says goodbye first
            return Task.CompletedTask;
        },
        ["no response"] = static (_, _) => Task.CompletedTask,
        ["malformed chunk"] = static (stream, cancellationToken) =>
            stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n{"), cancellationToken).AsTask(),
        ["random bytes"] = static (stream, cancellationToken) => stream.WriteAsync(RandomBytes(), cancellationToken).AsTask(),
    };

    // A request with a body: .NET sends none of these again by itself, so it is the client that recovers.
    [Theory]
    [InlineData("reset")]
    [InlineData("no response")]
    [InlineData("malformed chunk")]
    [InlineData("random bytes")]
    public async Task A_connection_that_breaks_once_is_recovered_from_by_the_retry(string fault)
    {
        var requests = 0;
        await using var server = new RawServer((stream, cancellationToken) => Interlocked.Increment(ref requests) == 1
            ? Faults[fault](stream, cancellationToken)
            : stream.WriteAsync(Encoding.Latin1.GetBytes(RawServer.Reply("200 OK")), cancellationToken).AsTask());
        using var client = Client(server);

        await client.RetryShipperTasksAsync(Sample.Shipper, ["task-id-1"]);

        Assert.Equal(2, requests);
    }

    // .NET itself sends a request without a body up to three times more if the connection ends before the first byte of the response.
    [Theory]
    [InlineData("reset", 1)]
    [InlineData("no response", 4)]
    [InlineData("malformed chunk", 1)]
    [InlineData("random bytes", 1)]
    public async Task A_connection_that_always_breaks_is_a_typed_error_within_the_total_time(string fault, int getsPerAttempt)
    {
        await using var server = new RawServer(Faults[fault]);
        using var client = Client(server);
        var start = Stopwatch.GetTimestamp();

        var read = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(QueryUntilNow));
        var written = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.RetryShipperTasksAsync(Sample.Shipper, ["task-id-1"]));

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TotalTimeout);
        Assert.All([read, written], static exception =>
        {
            Assert.Equal((true, null, null, null), (exception.IsTransient, exception.StatusCode, exception.ErrorCode, exception.RequestId));
            Assert.Equal(exception.Message.Contains("does not speak HTTP", StringComparison.Ordinal), exception.InnerException is null); // which would quote what came
            Assert.IsNotType<TimeoutException>(exception.InnerException);
        });
        var methods = server.Requests.Select(static request => request[..3]).ToList();
        Assert.Equal((2 * getsPerAttempt, 2), (methods.Count(static method => method == "GET"), methods.Count(static method => method == "PUT")));
    }

    // LimitTests have the response that drips beyond the attempt's time.
    [Fact]
    public async Task A_response_that_drips_within_the_attempts_time_is_read_whole()
    {
        await using var server = new RawServer(static async (stream, cancellationToken) =>
        {
            foreach (var piece in Encoding.Latin1.GetBytes(Whole).Chunk(Whole.Length / 10))
            {
                await stream.WriteAsync(piece, cancellationToken);
                await stream.FlushAsync(cancellationToken);
                await Task.Yield();
            }
        });
        using var client = Client(server);

        Assert.Equal(77, (await client.GetShipperStatusAsync(QueryUntilNow)).Total);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Delays_of_a_log_normal_distribution_are_awaited_within_the_attempts_time_and_abandoned_after_it()
    {
        var attempt = TimeSpan.FromSeconds(10);
        var clock = new ManualTimeProvider(Sample.Now);
        var random = new Random(7);
        var delay = TimeSpan.Zero;
        await using var server = new RawServer(async (stream, cancellationToken) =>
        {
            await Task.Delay(delay, clock, cancellationToken);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(Whole), cancellationToken);
        });
        using var client = Client(server, options => (options.TimeProvider, options.AttemptTimeout, options.MaxRetryAttempts) = (clock, attempt, 0));
        var (answered, abandoned) = (0, 0);
        for (var call = 0; call < 20; call++)
        {
            delay = LogNormal(random, attempt, sigma: 0.5);
            var page = client.GetShipperStatusAsync(Sample.Query);
            await Task.WhenAll(clock.WaitForTimerAsync(attempt), clock.WaitForTimerAsync(delay)).WaitAsync(TotalTimeout);
            clock.Advance(delay < attempt ? delay : attempt);

            if (delay < attempt)
            {
                Assert.Equal(77, (await page).Total);
                answered++;
            }
            else
            {
                Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<LogServiceUnavailableException>(() => page)).InnerException);
                clock.Advance(delay - attempt);
                abandoned++;
            }
        }

        Assert.InRange(answered, 5, 15);
        Assert.Equal(20, answered + abandoned);
    }

    private static ShipperStatusQuery QueryUntilNow => new(Sample.Shipper, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow());

    private static LogServiceClient Client(RawServer server, Action<LogServiceClientOptions>? configure = null)
    {
        var options = new LogServiceClientOptions
        {
            Endpoint = server.Address.ToString(),
            Credentials = new StaticCredentialsProvider("id", "secret"),
            MaxRetryAttempts = 1,
            RetryDelay = TimeSpan.Zero,
            AttemptTimeout = TotalTimeout,
            TotalTimeout = TotalTimeout,
        };
        configure?.Invoke(options);
        return LogServiceClient.Create(options);
    }

    private static byte[] RandomBytes()
    {
        var bytes = new byte[200];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    // The median of exp(sigma * normal) is 1; Box and Muller make a normal number of two uniform ones. Whole milliseconds, as timers have them.
    private static TimeSpan LogNormal(Random random, TimeSpan median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return TimeSpan.FromMilliseconds(Math.Round(median.TotalMilliseconds * Math.Exp(sigma * normal)));
    }
}
