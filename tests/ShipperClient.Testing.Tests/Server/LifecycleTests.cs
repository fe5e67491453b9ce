using System.Net;
using System.Net.Sockets;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Server;

public sealed class LifecycleTests : ServiceTest
{
    protected override void Configure(FakeLogServiceOptions options) => options.MaxRecordedRequests = 300;

    [Fact]
    public async Task Fake_listens_on_a_free_port_of_127_0_0_1_with_made_up_credentials()
    {
        await using var other = await FakeLogService.StartAsync(cancellationToken: Cancel);
        Assert.Equal(("127.0.0.1", "/"), (other.BaseAddress.Host, other.BaseAddress.PathAndQuery));
        Assert.NotEqual(Service.BaseAddress.Port, other.BaseAddress.Port);
        Assert.Null(other.Credentials.SecurityToken);
        other.AddShipper(Reference);

        using var message = new TestRequest(other.Credentials, TimeProvider.System.GetUtcNow()) { Method = "PUT", Body = """["a"]""" }.Build(other.BaseAddress);
        using var response = await Http.SendAsync(message, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Fake_listens_on_the_port_of_the_options_and_throws_IOException_if_it_is_in_use()
    {
        var port = Service.BaseAddress.Port;
        await Assert.ThrowsAsync<IOException>(() => FakeLogService.StartAsync(new FakeLogServiceOptions { Port = port }, Cancel));
        await Service.DisposeAsync();

        await using var other = await FakeLogService.StartAsync(new FakeLogServiceOptions { Port = port }, Cancel);

        Assert.Equal(port, other.BaseAddress.Port);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65_536)]
    public async Task Start_throws_if_the_port_is_out_of_range(int port) => Assert.Contains(
        "Port must be 0 to 65535.",
        (await Assert.ThrowsAsync<ArgumentException>(() => FakeLogService.StartAsync(new FakeLogServiceOptions { Port = port }, Cancel))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Request_is_recorded_as_it_was_sent()
    {
        await AcceptsAsync(Put with { Host = "project.cn-hangzhou.log.aliyuncs.com:8080", Query = [("note", "a b=%")] });

        var request = Assert.Single(Service.Requests);
        Assert.Equal(("PUT", "project.cn-hangzhou.log.aliyuncs.com:8080", "/logstores/logstore/shipper/shipper/tasks"), (request.Method, request.Host, request.Path));
        Assert.Equal("note=a%20b%3D%25", request.Query);
        Assert.Equal([new("note", "a b=%")], request.Parameters);
        Assert.Equal("""["a"]""", request.BodyText);
        Assert.Equal(5, request.Body.Length);
        Assert.Equal("application/json", request.Headers["CONTENT-TYPE"]);
        Assert.Equal((Now, HttpStatusCode.OK, SignatureVerdict.Valid), (request.ReceivedAt, request.StatusCode, request.SignatureVerdict));
        Assert.Equal("PUT project.cn-hangzhou.log.aliyuncs.com:8080/logstores/logstore/shipper/shipper/tasks?note=a%20b%3D%25 -> 200", request.ToString());
    }

    [Fact]
    public async Task Key_without_a_value_is_an_empty_parameter()
    {
        await RefusesAsync(Get with { Path = "/logstores?flag&empty=", Query = [] }, 401, "SignatureNotMatch");
        Assert.Equal([new("flag", ""), new("empty", "")], Service.Requests[0].Parameters);
    }

    [Fact]
    public async Task Fake_serves_many_requests_at_once_and_keeps_the_last_of_them()
    {
        Shipper.AddTasks(1000, ShipperTaskStatus.Fail);
        var ids = Shipper.Tasks.Select(task => task.Id).Chunk(5).ToArray();
        await Parallel.ForEachAsync(ids, Cancel, async (batch, _) =>
        {
            Assert.Equal("200 ", await RetryAsync(batch));
            var page = await PageAsync(("status", "running"), ("size", "500"));
            Assert.InRange(page.GetProperty("total").GetInt32(), 5, 1000);
            Shipper.AddTask(createdAt: Now.AddSeconds(-1));
        });

        Assert.Equal("""{"running":1000,"success":200,"fail":0}""", (await PageAsync()).GetProperty("statistics").GetRawText());
        Assert.Equal(300, Service.Requests.Count);
        Assert.All(Service.Requests, request => Assert.Equal((SignatureVerdict.Valid, HttpStatusCode.OK), (request.SignatureVerdict, request.StatusCode)));
    }

    [Fact]
    public async Task Disposal_cancels_the_requests_in_progress_and_does_not_hang()
    {
        var hour = TimeSpan.FromHours(1);
        Service.FailNext(FakeFault.Latency(hour));
        Service.FailNext(FakeFault.Drip(2 * hour));
        using var waiting = Get.Build(Service.BaseAddress);
        var latency = Http.SendAsync(waiting, Cancel);
        await Clock.WaitForTimerAsync(hour, Cancel);
        using var dripping = Get.Build(Service.BaseAddress);
        var drip = Http.SendAsync(dripping, Cancel);
        await Clock.WaitForTimerAsync(2 * hour, Cancel);
        // A client that sends headers but no body.
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, Service.BaseAddress.Port, Cancel);
        await silent.GetStream().WriteAsync("PUT / HTTP/1.1\r\nHost: project\r\nContent-Length: 5\r\n\r\n"u8.ToArray(), Cancel);

        var started = TimeProvider.System.GetTimestamp();
        await Service.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        // Less than the two seconds after which the server aborts connections by itself.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1.5));

        await Assert.ThrowsAsync<HttpRequestException>(() => latency);
        await Assert.ThrowsAsync<HttpRequestException>(() => drip);
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(Get));
        await Service.DisposeAsync();
        Assert.Equal(2, Service.Requests.Count);
    }

    [Fact]
    public async Task Options_are_validated_and_read_once_at_the_start()
    {
        var options = new FakeLogServiceOptions { TimeProvider = Clock, RetryDuration = TimeSpan.Zero, RetryOutcome = _ => ShipperTaskStatus.Fail, MaxRecordedRequests = 0 };
        await using var other = await FakeLogService.StartAsync(options, Cancel);
        options.RetryOutcome = null!;
        Assert.Equal(ShipperTaskStatus.Fail, other.AddShipper(Reference).RetryOutcome(new ShipperTask { Id = "" }));
        using var message = Get.Build(other.BaseAddress);
        using var response = await Http.SendAsync(message, Cancel);
        Assert.Empty(other.Requests);

        foreach (var wrong in new FakeLogServiceOptions[]
        {
            new() { TimeProvider = null! }, new() { Credentials = null! }, new() { RetryOutcome = null! },
            new() { RetryDuration = TimeSpan.FromTicks(-1) }, new() { MaxRecordedRequests = -1 }, new() { MaxRequestBodySize = 0 },
        })
        {
            Assert.Throws<ArgumentException>(() => { _ = FakeLogService.StartAsync(wrong, Cancel); });
        }

        Assert.Throws<ArgumentNullException>(() => other.AddShipper(null!));
        Assert.Throws<ArgumentNullException>(() => other.RotateCredentials(null!));
    }

    [Fact]
    public async Task Start_throws_OperationCanceledException_if_it_is_canceled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FakeLogService.StartAsync(cancellationToken: cancelled.Token));
    }
}
