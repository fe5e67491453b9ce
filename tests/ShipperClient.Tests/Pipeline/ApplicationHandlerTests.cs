using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ShipperClient.Tests.Pipeline;

/// <summary>What handlers of the application throw, replace and add.</summary>
public sealed class ApplicationHandlerTests
{
    public static TheoryData<Exception> Thrown { get; } =
    [
        new BrokenCircuitException("The application's own circuit is open."),
        new TimeoutRejectedException("The application's own time-out."),
        new InvalidOperationException("The application's own."),
    ];

    [Theory]
    [MemberData(nameof(Thrown))]
    public async Task An_exception_of_a_handler_reaches_the_caller_as_it_is(Exception thrown)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var calls = 0;
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => new Handling((_, _) =>
        {
            calls++;
            throw thrown;
        })));

        var exception = await Record.ExceptionAsync(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Same(thrown, exception);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Content_that_a_handler_outside_the_pipeline_replaced_is_read()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        await using var container = Outside(fixture, async (request, send) =>
        {
            var response = await send(request);
            response.Content = new StringContent("""{"total":7}""");
            return response;
        });

        Assert.Equal(7, (await Containers.Client(container).GetShipperStatusAsync(fixture.Query)).Total);
    }

    [Fact]
    public async Task Content_that_a_handler_outside_the_pipeline_replaced_is_held_to_16_MiB()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        await using var container = Outside(fixture, async (request, send) =>
        {
            var response = await send(request);
            response.Content = new ByteArrayContent(new byte[(16 * 1024 * 1024) + 1]);
            return response;
        });

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.StartsWith("No usable response from Log Service: The response is longer than 16 MiB.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_a_handler_outside_the_pipeline_replaced_is_refused_with_what_to_do()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        await using var container = Outside(fixture, static (request, send) => send(new HttpRequestMessage(request.Method, request.RequestUri)));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Equal(
            "The handlers of the Log Service client serve LogServiceClient only. If a handler outside them replaces the request, add it with AddHttpMessageHandler instead.", exception.Message);
        Assert.Empty(fixture.Requests);
    }

    [Fact]
    public async Task A_factory_of_the_applications_own_that_leaves_the_handlers_out_is_reported()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var factory = new BareFactory();
        await using var container = Containers.Of(fixture, more: services => services.AddSingleton<IHttpClientFactory>(factory));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"]));

        Assert.StartsWith("The HttpClient of the Log Service client does not have the client's handlers, so the request was not signed.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_the_application_sets_for_every_request_are_on_each_attempt()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.FailWith(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy);
        await using var container = Outside(
            fixture,
            static (request, send) =>
            {
                request.Headers.Add("x-outside", "outside");
                return send(request);
            },
            static builder => builder.ConfigureHttpClient(static http =>
            {
                http.DefaultRequestHeaders.Add("x-default", "default");
                http.DefaultRequestHeaders.UserAgent.ParseAdd("MyApplication/1.2");
            }));

        await Containers.Client(container).GetShipperStatusAsync(fixture.Query);

        Assert.Equal(2, fixture.Requests.Count);
        Assert.All(fixture.Requests, static request => Assert.Equal(("outside", "default"), (request.Headers["x-outside"], request.Headers["x-default"])));
        Assert.All(fixture.Requests, static request => Assert.Matches(@"^ShipperClient/\d+\.\d+\.\d+ \(\.NET .+\) MyApplication/1\.2$", request.Headers["User-Agent"]));
    }

    private static ServiceProvider Outside(
        ServiceFixture fixture, Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> handle, Action<IHttpClientBuilder>? build = null) =>
        Containers.Of(fixture, build, services => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new OutermostFilter(() => new Handling(handle))));

    private sealed class Handling(Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> handle) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            await handle(request, sent => base.SendAsync(sent, cancellationToken));
    }

    private sealed class OutermostFilter(Func<DelegatingHandler> create) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Insert(0, create());
        };
    }

    private sealed class BareFactory : IHttpClientFactory, IDisposable
    {
        private readonly HttpClient _http = new(new Accepting());

        public HttpClient CreateClient(string name) => _http;

        public void Dispose() => _http.Dispose();

        private sealed class Accepting : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
