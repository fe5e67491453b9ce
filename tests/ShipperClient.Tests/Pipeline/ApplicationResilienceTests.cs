using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;

namespace ShipperClient.Tests.Pipeline;

/// <summary>Resilience handlers that an application adds to all its HTTP clients, as the templates of .NET Aspire do, and to this one.</summary>
public sealed class ApplicationResilienceTests
{
    public static TheoryData<bool, bool> Cases { get; } = new() { { true, false }, { false, false }, { true, true }, { false, true } };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Resilience_handler_for_all_clients_does_not_multiply_the_attempts(bool isDefaultFirst, bool isHedging)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.FailWith(HttpStatusCode.InternalServerError, LogServiceErrorCodes.InternalServerError, int.MaxValue);
        using var watch = new Watch();
        await using var container = Container(fixture, watch, isDefaultFirst, all =>
        {
            if (isHedging)
            {
                all.AddStandardHedgingHandler();
            }
            else
            {
                all.AddStandardResilienceHandler();
            }
        });

        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Equal(4, fixture.Requests.Count);
        var log = Assert.Single(watch.OwnLogs, static log => log.Id.Name == "ResilienceHandlersRemoved");
        Assert.Equal((LogLevel.Information, 7), (log.Level, log.Id.Id));
        Assert.Contains("ResilienceHandler", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_handlers_for_all_clients_stay()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        var counting = new Counting();
        await using var container = Container(fixture, watch, isDefaultFirst: true, all => all.AddHttpMessageHandler(() => counting).AddStandardResilienceHandler());

        await Containers.Client(container).GetShipperStatusAsync(fixture.Query);

        Assert.Equal(1, counting.Count);
    }

    [Fact]
    public async Task Resilience_handler_for_this_client_runs_within_each_attempt_and_is_logged()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        var count = 0;
        await using var container = watch.Container(fixture, builder => builder.AddResilienceHandler("own", strategies => strategies.AddFallback(new()
        {
            ShouldHandle = _ =>
            {
                count++;
                return new(false);
            },
            FallbackAction = static _ => throw new NotSupportedException(),
        })));

        await Containers.Client(container).GetShipperStatusAsync(fixture.Query);

        Assert.Equal(1, count);
        var log = Assert.Single(watch.OwnLogs);
        Assert.Equal((LogLevel.Warning, 8, "ResilienceHandlersNested"), (log.Level, log.Id.Id, log.Id.Name));
    }

    private static ServiceProvider Container(ServiceFixture fixture, Watch watch, bool isDefaultFirst, Action<IHttpClientBuilder> all)
    {
        var services = new ServiceCollection();
        if (isDefaultFirst)
        {
            services.ConfigureHttpClientDefaults(all);
        }

        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(watch));
        services.AddLogServiceClient(fixture.Configure);
        if (!isDefaultFirst)
        {
            services.ConfigureHttpClientDefaults(all);
        }

        return services.BuildServiceProvider();
    }

    private sealed class Counting : DelegatingHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
