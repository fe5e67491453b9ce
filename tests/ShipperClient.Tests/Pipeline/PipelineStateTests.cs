using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Pipeline;

namespace ShipperClient.Tests.Pipeline;

/// <summary>What a client's pipeline is made of, as its options say.</summary>
public sealed class PipelineStateTests : IDisposable
{
    private readonly ServiceProvider _container = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Telemetry _telemetry;

    public PipelineStateTests() => _telemetry = ActivatorUtilities.CreateInstance<Telemetry>(_container);

    public void Dispose()
    {
        _telemetry.Dispose();
        _container.Dispose();
    }

    [Theory]
    [InlineData("us-west-1", "us-west-1")]
    [InlineData(null, "cn-hangzhou")]
    public async Task The_region_that_is_set_goes_before_the_one_of_the_endpoint(string? region, string expected)
    {
        using var state = State(region);
        using var signing = state.CreateSigningHandler();
        signing.InnerHandler = new Answering();
        using var http = new HttpMessageInvoker(signing);
        using var request = ShipperRequests.GetShipperStatus(Sample.Endpoint(), Sample.Query);

        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains($"/{expected}/sls/aliyun_v4_request,", request.Headers.NonValidated["Authorization"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_go_nowhere_else_keep_nothing_and_live_for_five_minutes()
    {
        using var state = State(region: null);

        Assert.Equal((false, false, TimeSpan.FromMinutes(5)), (state.Connections.AllowAutoRedirect, state.Connections.UseCookies, state.Connections.PooledConnectionLifetime));
    }

    private ClientPipeline State(string? region) => new(
        new LogServiceClientOptions
        {
            Endpoint = "cn-hangzhou.log.aliyuncs.com",
            Region = region,
            SignatureVersion = SignatureVersion.V4,
            Credentials = new StaticCredentialsProvider("id", "secret"),
        },
        _telemetry,
        NullLogger.Instance);

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
    }
}
