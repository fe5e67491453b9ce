using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace ShipperClient.Tests.Servers;

/// <summary>A real HTTP server on loopback that answers as the test says, and keeps what it was asked.</summary>
internal sealed class HttpStub : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly Func<StubRequest, (int Status, string Body)> _answer;
    private readonly KestrelServer _server;

    private HttpStub(Func<StubRequest, (int Status, string Body)> answer)
    {
        _answer = answer;
        var options = new KestrelServerOptions();
        options.Listen(IPAddress.Loopback, 0, static endpoint => endpoint.Protocols = HttpProtocols.Http1);
        _server = new KestrelServer(
            Microsoft.Extensions.Options.Options.Create(options),
            new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>An answer that never comes.</summary>
    public static (int Status, string Body) Silence => (0, "");

    public Uri Address => new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    public ConcurrentQueue<StubRequest> Requests { get; } = [];

    public static async Task<HttpStub> StartAsync(Func<StubRequest, (int Status, string Body)> answer)
    {
        var stub = new HttpStub(answer);
        await stub._server.StartAsync(stub, CancellationToken.None);
        return stub;
    }

    /// <summary>An address of this machine where nothing listens.</summary>
    public static async Task<Uri> ClosedAsync()
    {
        await using var stub = await StartAsync(static _ => Silence);
        return stub.Address;
    }

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
    }

    async Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new StubRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString.Value,
            context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted));
        Requests.Enqueue(request);
        var (status, body) = _answer(request);
        if (status == 0)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = status;
        if (status is >= 300 and < 400)
        {
            context.Response.Headers.Location = body;
            return;
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _server.StopAsync(now.Token);
        _server.Dispose();
    }
}
