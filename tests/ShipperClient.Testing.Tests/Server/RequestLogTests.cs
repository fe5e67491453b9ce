using System.Net;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Server;

/// <summary>Waiting for requests, and starting anew within a test.</summary>
public sealed class RequestLogTests : ServiceTest
{
    protected override void Configure(FakeLogServiceOptions options) => options.MaxRecordedRequests = 2;

    [Fact]
    public async Task Wait_returns_the_oldest_recorded_request_that_matches()
    {
        await AcceptsAsync(Get);
        await AcceptsAsync(Put);

        Assert.Same(Service.Requests[0], await Service.WaitForRequestAsync(cancellationToken: Cancel));
        Assert.Same(Service.Requests[1], await Service.WaitForRequestAsync(request => request.Method is "PUT", Cancel));
    }

    [Fact]
    public async Task Wait_ends_when_a_request_that_matches_arrives_and_before_its_response()
    {
        await AcceptsAsync(Get);
        Service.FailNext(FakeFault.Latency(TimeSpan.FromHours(1)), when: request => request.Method is "PUT");
        var waiting = Service.WaitForRequestAsync(request => request.TaskIds.Contains("a", StringComparer.Ordinal), Cancel);
        await AcceptsAsync(Get);
        Assert.False(waiting.IsCompleted);

        var sending = AcceptsAsync(Put);
        var request = await waiting;

        Assert.Equal(("PUT", (HttpStatusCode?)null), (request.Method, request.StatusCode));
        Clock.Advance(TimeSpan.FromHours(1));
        await sending;
        Assert.Equal(HttpStatusCode.OK, request.StatusCode);
    }

    [Fact]
    public async Task Wait_ends_when_it_is_canceled_or_the_fake_is_disposed()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var canceled = Service.WaitForRequestAsync(cancellationToken: cancellation.Token);
        var abandoned = Service.WaitForRequestAsync(cancellationToken: Cancel);
        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled)).CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Service.WaitForRequestAsync(cancellationToken: cancellation.Token));
        Assert.False(abandoned.IsCompleted);
        await Service.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => abandoned);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Service.WaitForRequestAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task Function_that_throws_ends_the_wait_with_its_exception_and_the_request_is_answered()
    {
        var waiting = Service.WaitForRequestAsync(_ => throw new InvalidOperationException("my mistake"), Cancel);

        await AcceptsAsync(Get);

        Assert.Equal("my mistake", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiting)).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Service.WaitForRequestAsync(_ => throw new InvalidOperationException(), Cancel));
    }

    [Fact]
    public async Task Wait_sees_every_request_even_if_none_is_kept()
    {
        await using var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { TimeProvider = Clock, MaxRecordedRequests = 0 }, Cancel);
        service.AddShipper(Reference);
        var waiting = service.WaitForRequestAsync(cancellationToken: Cancel);
        using var client = service.CreateClient();

        await client.RetryShipperTasksAsync(Reference, ["a"], Cancel);

        Assert.Equal(["a"], (await waiting).TaskIds, StringComparer.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Cleared_requests_are_no_longer_recorded()
    {
        await AcceptsAsync(Get);
        Service.ClearRequests();
        Assert.Empty(Service.Requests);
        Assert.False(Service.WaitForRequestAsync(cancellationToken: Cancel).IsCompleted);

        await AcceptsAsync(Put);

        Assert.Equal("PUT", Assert.Single(Service.Requests).Method);
    }
}
