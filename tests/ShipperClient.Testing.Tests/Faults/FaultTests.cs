using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Faults;

public sealed class FaultTests : ServiceTest
{
    [Fact]
    public async Task Error_has_the_form_of_the_service_and_the_request_is_not_carried_out()
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        Service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, "Busy."));

        Assert.Equal("Busy.", await RefusesAsync(Put, 503, "ServerBusy"));

        Assert.Equal(ShipperTaskStatus.Fail, Shipper.Tasks[0].Status);
        var request = Assert.Single(Service.Requests);
        Assert.Equal("Error 503 ServerBusy", request.Fault?.ToString());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, SignatureVerdict.Valid), (request.StatusCode, request.SignatureVerdict));
    }

    [Fact]
    public async Task Error_with_a_retry_time_sends_Retry_After_as_seconds_or_as_a_date()
    {
        Service.ClockOffset = TimeSpan.FromMinutes(1);
        Service.FailNext(FakeFault.Error(HttpStatusCode.Forbidden, "ReadQuotaExceed", retryAfter: TimeSpan.FromMilliseconds(1001)));
        Service.FailNext(FakeFault.Error(HttpStatusCode.Forbidden, "ReadQuotaExceed", retryAfter: TimeSpan.FromSeconds(3), retryAfterAsDate: true));

        using var seconds = await SendAsync(Get);
        Assert.Equal(TimeSpan.FromSeconds(2), seconds.Headers.RetryAfter?.Delta);
        using var date = await SendAsync(Get);
        Assert.Equal(Now.AddSeconds(63), date.Headers.RetryAfter?.Date);
    }

    [Fact]
    public async Task Throttled_answers_with_the_services_error_and_the_time_to_wait()
    {
        Service.FailNext(FakeFault.Throttled());
        Service.FailNext(FakeFault.Throttled(TimeSpan.FromSeconds(7)));

        using var plain = await SendAsync(Get);
        Assert.Equal((HttpStatusCode.Forbidden, null), (plain.StatusCode, plain.Headers.RetryAfter));
        using var client = Service.CreateClient(options => options.MaxRetryAttempts = 0);
        var exception = await Assert.ThrowsAsync<LogServiceThrottledException>(() => client.RetryShipperTasksAsync(Reference, ["a"], Cancel));
        Assert.Equal(TimeSpan.FromSeconds(7), exception.RetryAfter);
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeFault.Throttled(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public async Task Reply_sends_any_status_headers_and_body()
    {
        Service.FailNext(FakeFault.Reply(HttpStatusCode.BadGateway, "<html>", "text/html", [new("x-log-requestid", ""), new("Server", "proxy")]));
        Service.FailNext(FakeFault.Reply(HttpStatusCode.OK, new byte[] { 0x1f, 0x8b }, "application/json", [new("Content-Encoding", "gzip")]));
        Service.FailNext(FakeFault.Reply(HttpStatusCode.Found, headers: [new("Location", "http://elsewhere/"), new("X-Two", "1"), new("x-two", "2")]));
        Service.FailNext(FakeFault.Reply(HttpStatusCode.NoContent));
        Service.FailNext(FakeFault.Reply(HttpStatusCode.ServiceUnavailable, contentType: null));

        using var html = await SendAsync(Get);
        Assert.Equal("<html>", await html.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("text/html", html.Content.Headers.ContentType?.ToString());
        Assert.Equal("proxy", html.Headers.Server.ToString());
        Assert.False(html.Headers.Contains("x-log-requestid"));

        using var gzip = await SendAsync(Get);
        Assert.Equal("gzip", gzip.Content.Headers.ContentEncoding.Single());
        Assert.Equal([0x1f, 0x8b], await gzip.Content.ReadAsByteArrayAsync(Cancel));

        using var redirect = await SendAsync(Get);
        Assert.Equal((HttpStatusCode.Found, new Uri("http://elsewhere/")), (redirect.StatusCode, redirect.Headers.Location));
        Assert.Equal("1, 2", string.Join(", ", redirect.Headers.GetValues("X-Two")));

        using var none = await SendAsync(Get);
        Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);
        using var empty = await SendAsync(Get);
        Assert.Equal((0, null), (empty.Content.Headers.ContentLength, empty.Content.Headers.ContentType));
        Assert.Equal("FakeLogService", empty.Headers.Server.ToString());
    }

    [Fact]
    public async Task Malformed_json_is_a_complete_response_with_incomplete_JSON()
    {
        Service.FailNext(FakeFault.MalformedJson());
        using var response = await SendAsync(Get);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Fact]
    public async Task Latency_waits_by_the_clock_and_then_answers()
    {
        Service.FailNext(FakeFault.Latency(TimeSpan.FromSeconds(5)));
        var sending = AcceptsAsync(Get);
        await Clock.WaitForTimerAsync(TimeSpan.FromSeconds(5), Cancel);
        Assert.False(sending.IsCompleted);
        Assert.Null(Assert.Single(Service.Requests).StatusCode);
        Assert.EndsWith("-> no response", Service.Requests[0].ToString(), StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromSeconds(5));
        await sending;
        Assert.Equal(HttpStatusCode.OK, Service.Requests[0].StatusCode);
    }

    [Fact]
    public async Task Request_whose_client_disconnects_during_latency_is_not_carried_out()
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        Service.FailNext(FakeFault.Latency(TimeSpan.FromSeconds(5)));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var message = Put.Build(Service.BaseAddress);
        var sending = Http.SendAsync(message, leaving.Token);
        await Clock.WaitForTimerAsync(TimeSpan.FromSeconds(5), Cancel);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        // After disposal no request is in progress.
        await Service.DisposeAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(ShipperTaskStatus.Fail, Shipper.Tasks[0].Status);
        Assert.Null(Service.Requests[0].StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reset_ends_the_connection_and_the_handler_does_not_retry_by_itself(bool served)
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        await AcceptsAsync(Get);
        Service.FailNext(FakeFault.Reset(served), count: 2);

        foreach (var request in new[] { Get, Put })
        {
            var exception = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(request));
            Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(exception.GetBaseException()).SocketErrorCode);
        }

        Assert.Equal(3, Service.Requests.Count);
        Assert.Null(Service.Requests[^1].StatusCode);
        Assert.Equal(served ? ShipperTaskStatus.Running : ShipperTaskStatus.Fail, Shipper.Tasks[0].Status);
        await AcceptsAsync(Get);
    }

    [Fact]
    public async Task Truncated_response_is_shorter_than_its_headers_announce()
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");
        Service.FailNext(FakeFault.Truncated(), count: 2);
        using var get = Get.Build(Service.BaseAddress);
        using var response = await Http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var received = new MemoryStream();
        var exception = await Assert.ThrowsAsync<HttpIOException>(async () =>
        {
            await using var body = await response.Content.ReadAsStreamAsync(Cancel);
            await body.CopyToAsync(received, Cancel);
        });
        Assert.Equal(HttpRequestError.ResponseEnded, exception.HttpRequestError);
        Assert.Equal(response.Content.Headers.ContentLength / 2, received.Length);
        Assert.StartsWith("""{"count":1,""", Encoding.UTF8.GetString(received.ToArray()), StringComparison.Ordinal);

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(Put));
        Assert.Equal(ShipperTaskStatus.Running, Shipper.Tasks[0].Status);
        await AcceptsAsync(Get);
    }

    [Fact]
    public async Task Drip_sends_headers_and_a_byte_at_once_and_then_a_byte_at_a_time_without_end()
    {
        var interval = TimeSpan.FromSeconds(1);
        Service.FailNext(FakeFault.Drip(interval));
        using var get = Get.Build(Service.BaseAddress);
        using var response = await Http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal((HttpStatusCode.OK, null), (response.StatusCode, response.Content.Headers.ContentLength));
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var buffer = new byte[16];
        Assert.Equal(1, await body.ReadAsync(buffer, Cancel));

        for (var i = 0; i < 3; i++)
        {
            var next = body.ReadAsync(buffer, Cancel).AsTask();
            await Clock.WaitForTimerAsync(interval, Cancel);
            Assert.False(next.IsCompleted);
            Clock.Advance(interval);
            Assert.Equal(1, await next);
            Assert.Equal((byte)' ', buffer[0]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Oversized_response_is_the_usual_one_followed_by_spaces(bool chunked)
    {
        Shipper.AddTask(id: "a");
        Service.FailNext(FakeFault.Oversized(200_000, chunked));
        using var get = Get.Build(Service.BaseAddress);
        using var response = await Http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(chunked ? null : 200_000, response.Content.Headers.ContentLength);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(200_000, text.Length);
        Assert.Equal(1, JsonDocument.Parse(text).RootElement.GetProperty("count").GetInt32());

        Service.FailNext(FakeFault.Oversized(1, chunked));
        Assert.Equal(1, (await PageAsync()).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Clock_offset_applies_to_one_request_and_to_the_date_of_its_response()
    {
        Service.FailNext(FakeFault.ClockOffset(TimeSpan.FromMinutes(-16)));
        Service.FailNext(FakeFault.ClockOffset(TimeSpan.FromMinutes(16)));
        Service.FailNext(FakeFault.ClockOffset(TimeSpan.FromMinutes(14)));

        await RefusesAsync(Get, 400, "RequestTimeTooSkewed");
        await RefusesAsync(Get, 400, "RequestTimeExpired");
        Assert.Equal(SignatureVerdict.Expired, Service.Requests[^1].SignatureVerdict);
        using var response = await SendAsync(Get);
        Assert.Equal((HttpStatusCode.OK, Now.AddMinutes(14)), (response.StatusCode, response.Headers.Date));
        using var later = await SendAsync(Get);
        Assert.Equal(Now, later.Headers.Date);
    }
}
