using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace ShipperClient.Tests.Pipeline;

/// <summary>The connections of a client: what the application configures for one client or for all, and what holds for every handler that it brings.</summary>
public sealed class PrimaryHandlerTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    public static TheoryData<bool> Orders { get; } = [true, false];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SocketsHttpHandler_of_the_application_follows_no_redirect_keeps_no_cookie_and_renews_its_connections(bool isWrapped)
    {
        using var own = new SocketsHttpHandler();

        Resolve(builder => builder.ConfigurePrimaryHttpMessageHandler(() => isWrapped ? new Wrapper { InnerHandler = own } : own));

        Assert.Equal((false, false, FiveMinutes), (own.AllowAutoRedirect, own.UseCookies, own.PooledConnectionLifetime));
    }

    [Fact]
    public void HttpClientHandler_of_the_application_follows_no_redirect_and_keeps_no_cookie()
    {
        using var own = new HttpClientHandler();

        Resolve(builder => builder.ConfigurePrimaryHttpMessageHandler(() => own));

        Assert.Equal((false, false), (own.AllowAutoRedirect, own.UseCookies));
    }

    [Fact]
    public void Finite_lifetime_of_the_application_is_kept()
    {
        using var own = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(30) };

        Resolve(builder => builder.ConfigurePrimaryHttpMessageHandler(() => own));

        Assert.Equal(TimeSpan.FromMinutes(30), own.PooledConnectionLifetime);
    }

    [Fact]
    public async Task Handler_in_use_that_cannot_be_limited_any_more_is_refused()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var own = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var other = new HttpClient(own, disposeHandler: false);
        using var answer = await other.GetAsync(fixture.Service.BaseAddress, TestContext.Current.CancellationToken);

        var exception = Assert.Throws<InvalidOperationException>(() => Resolve(builder => builder.ConfigurePrimaryHttpMessageHandler(() => own)));

        Assert.All(
            [nameof(own.AllowAutoRedirect), nameof(own.UseCookies), nameof(own.PooledConnectionLifetime), "in use already"],
            word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task UseSocketsHttpHandler_for_all_clients_configures_the_connections_of_this_one_too(bool isDefaultFirst)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var connections = new ConnectionCount();
        SocketsHttpHandler? configured = null;

        await CallAsync(fixture, isDefaultFirst, all => all.UseSocketsHttpHandler((handler, _) => (configured = handler).ConnectCallback = connections.ConnectAsync));

        Assert.Equal(1, connections.Count);
        Assert.Equal((false, false, FiveMinutes), (configured!.AllowAutoRedirect, configured.UseCookies, configured.PooledConnectionLifetime));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Primary_handler_for_all_clients_is_used_by_this_one_too(bool isDefaultFirst)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var connections = new ConnectionCount();
        using var own = new SocketsHttpHandler { ConnectCallback = connections.ConnectAsync };

        await CallAsync(fixture, isDefaultFirst, all => all.ConfigurePrimaryHttpMessageHandler(() => own));

        Assert.Equal(1, connections.Count);
        Assert.False(own.UseCookies);
    }

    [Fact]
    public async Task ConfigureHttpHandler_sets_the_connections_with_and_without_a_container()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var connections = new ConnectionCount();
        List<SocketsHttpHandler> configured = [];
        void Configure(LogServiceClientOptions options) => options.ConfigureHttpHandler = handler =>
        {
            configured.Add(handler);
            handler.ConnectCallback = connections.ConnectAsync;
            (handler.AllowAutoRedirect, handler.UseCookies, handler.PooledConnectionLifetime) = (true, true, Timeout.InfiniteTimeSpan);
        };
        await using var container = Containers.Of(fixture, more: services => services.Configure<LogServiceClientOptions>(Configure));

        await fixture.Client(Configure).GetShipperStatusAsync(fixture.Query);
        await Containers.Client(container).GetShipperStatusAsync(fixture.Query);

        Assert.Equal(2, connections.Count);
        Assert.Equal(2, configured.Count);
        Assert.All(configured, handler => Assert.Equal((false, false, FiveMinutes), (handler.AllowAutoRedirect, handler.UseCookies, handler.PooledConnectionLifetime)));
    }

    [Fact]
    public void ConfigureHttpHandler_is_applied_to_the_handler_of_the_application_and_comes_last()
    {
        using var own = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };

        Resolve(
            builder => builder.ConfigurePrimaryHttpMessageHandler(() => own),
            options => options.ConfigureHttpHandler = handler => handler.MaxConnectionsPerServer *= 7,
            all => all.UseSocketsHttpHandler((handler, _) => handler.MaxConnectionsPerServer = 100));

        Assert.Equal(7, own.MaxConnectionsPerServer);
    }

    [Fact]
    public void ConfigureHttpHandler_and_another_kind_of_handler_are_refused()
    {
        using var own = new HttpClientHandler();

        var exception = Assert.Throws<InvalidOperationException>(() => Resolve(
            builder => builder.ConfigurePrimaryHttpMessageHandler(() => own), static options => options.ConfigureHttpHandler = static _ => { }));

        Assert.Contains("ConfigureHttpHandler", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(HttpClientHandler), exception.Message, StringComparison.Ordinal);
    }

    private static void Resolve(Action<IHttpClientBuilder> build, Action<LogServiceClientOptions>? configure = null, Action<IHttpClientBuilder>? all = null)
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(all ?? (static _ => { }));
        build(services.AddLogServiceClient(options =>
        {
            options.Endpoint = "cn-hangzhou.log.aliyuncs.com";
            configure?.Invoke(options);
        }));
        using var container = services.BuildServiceProvider();
        Containers.Client(container);
    }

    private static async Task CallAsync(ServiceFixture fixture, bool isDefaultFirst, Action<IHttpClientBuilder> all)
    {
        var services = new ServiceCollection();
        if (isDefaultFirst)
        {
            services.ConfigureHttpClientDefaults(all);
        }

        services.AddLogServiceClient(fixture.Configure);
        if (!isDefaultFirst)
        {
            services.ConfigureHttpClientDefaults(all);
        }

        await using var container = services.BuildServiceProvider();
        await Containers.Client(container).GetShipperStatusAsync(fixture.Query);
    }

    private sealed class Wrapper : DelegatingHandler;

    private sealed class ConnectionCount
    {
        public int Count { get; private set; }

        public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            Count++;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
