using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Pipeline;

namespace ShipperClient.Tests.Pipeline;

/// <summary>What a client's pipeline is made of, as its options say.</summary>
public sealed class ClientPipelineTests : IDisposable
{
    private readonly Telemetry _telemetry = new();

    public void Dispose() => _telemetry.Dispose();

    [Theory]
    [InlineData("us-west-1", "us-west-1")]
    [InlineData(null, "cn-hangzhou")]
    public async Task Region_option_takes_precedence_over_the_region_of_the_endpoint(string? region, string expected)
    {
        using var pipeline = Pipeline(region);
        List<DelegatingHandler> handlers = [];
        pipeline.AddHandlersAround(handlers);
        using var signing = handlers[^1];
        signing.InnerHandler = new Answering();
        using var http = new HttpMessageInvoker(signing);
        using var request = SampleOperations.GetRequest(Sample.Endpoint(), Sample.Query);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains($"/{expected}/sls/aliyun_v4_request,", request.Headers.NonValidated["Authorization"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Handlers_of_the_application_are_inside_the_retries_and_before_the_signer()
    {
        using var pipeline = Pipeline(region: null);
        using var application = new Application();
        List<DelegatingHandler> handlers = [application];

        pipeline.AddHandlersAround(handlers);

        Assert.Equal(
            [nameof(ResilienceHandler), nameof(Application), nameof(DecompressionHandler), nameof(SigningHandler)],
            handlers.ConvertAll(static handler => handler.GetType().Name));
    }

    [Fact]
    public void Connections_follow_no_redirect_keep_no_cookie_and_live_for_five_minutes()
    {
        using var pipeline = Pipeline(region: null);

        pipeline.PrepareConnections(pipeline.Connections);

        Assert.Equal((false, false, TimeSpan.FromMinutes(5)), (pipeline.Connections.AllowAutoRedirect, pipeline.Connections.UseCookies, pipeline.Connections.PooledConnectionLifetime));
    }

    [Fact]
    public void HttpClient_leaves_the_time_outs_to_the_pipeline()
    {
        using var pipeline = Pipeline(region: null);
        using var http = pipeline.CreateHttpClient();

        Assert.Equal(Timeout.InfiniteTimeSpan, http.Timeout);
    }

    private ClientPipeline Pipeline(string? region) => new(
        new LogServiceClientOptions
        {
            Endpoint = "cn-hangzhou.log.aliyuncs.com",
            Region = region,
            SignatureVersion = SignatureVersion.V4,
            Credentials = new StaticCredentialsProvider("id", "secret"),
        },
        _telemetry,
        NullLogger.Instance);

    private sealed class Application : DelegatingHandler;

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
    }
}
