using Microsoft.Extensions.Time.Testing;
using ShipperClient.Testing.Tests.Readme;

namespace ShipperClient.Testing.Tests.Clients;

/// <summary>Tests of other people control time with a FakeTimeProvider. The fake and its client work with it.</summary>
public sealed class ControlledClockTests : IAsyncLifetime
{
    private static readonly ShipperReference Reference = new("project", "logstore", "shipper");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
    private FakeLogService _service = null!;
    private LogServiceClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ShipperStatusQuery Query => new(Reference, _clock.GetUtcNow().AddHours(-1), _clock.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        _service = await FakeLogService.StartAsync(new FakeLogServiceOptions { TimeProvider = _clock }, Cancel);
        _service.AddShipper(Reference);
        _client = _service.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData(61)]
    [InlineData(3000)]
    public async Task Clock_that_is_advanced_while_a_request_is_in_progress_does_not_run_it_into_a_time_out(int seconds)
    {
        _service.FailNext(FakeFault.Latency(TimeSpan.FromSeconds(60)));

        var call = _client.GetShipperStatusAsync(Query, Cancel);
        await _service.WaitForRequestAsync(cancellationToken: Cancel);
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(0, (await call).Total);
        Assert.Single(_service.Requests);
    }

    // The function runs at the moment at which the request becomes visible, so this is the earliest advance that a test can make.
    [Fact]
    public async Task Advance_as_soon_as_a_request_is_visible_ends_its_latency()
    {
        _service.FailNext(FakeFault.Latency(TimeSpan.FromSeconds(1)));
        var received = _service.WaitForRequestAsync(
            _ =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return true;
            },
            Cancel);

        await _client.GetShipperStatusAsync(Query, Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        Assert.Same(await received, Assert.Single(_service.Requests));
    }

    [Fact]
    public async Task Retries_after_errors_need_no_advance()
    {
        _service.FailNext(FakeFault.Error(System.Net.HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy), count: 3);

        await _client.RetryShipperTasksAsync(Reference, ["id"], Cancel);

        Assert.Equal(4, _service.Requests.Count);
    }

    [Fact]
    public async Task Retry_after_a_time_that_the_service_names_completes_by_the_documented_pattern()
    {
        for (var i = 0; i < 20; i++)
        {
            _service.FailNext(FakeFault.Throttled(TimeSpan.FromSeconds(30)));
            var started = _clock.GetUtcNow();

            await Snippets.CompleteAsync(_client.RetryShipperTasksAsync(Reference, ["id"], Cancel), _clock);

            Assert.InRange(_clock.GetUtcNow() - started, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(30));
        }
    }

    [Fact]
    public async Task Client_with_the_systems_clock_keeps_its_time_outs()
    {
        await using var service = await FakeLogService.StartAsync(cancellationToken: Cancel);
        var (configured, defaults) = (new LogServiceClientOptions(), new LogServiceClientOptions());

        service.Configure(configured);

        Assert.Equal((defaults.AttemptTimeout, defaults.TotalTimeout), (configured.AttemptTimeout, configured.TotalTimeout));
    }
}
