using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ShipperClient.Testing.Internal.Server;

/// <summary>
/// Kestrel on a port of 127.0.0.1, without a host: it reads no configuration, writes to no console, and installs no signal handler that
/// could interfere with those of the process.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    // Requests in progress have been cancelled by then. This bounds the wait for those that do not react.
    private static readonly TimeSpan DisposalLimit = TimeSpan.FromSeconds(2);

    private readonly KestrelServer _server;

    private LoopbackServer(KestrelServer server) => _server = server;

    public Uri Address => new(_server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<LoopbackServer> StartAsync(IHttpApplication<HttpContext> application, FakeLogServiceOptions options, CancellationToken cancellationToken)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Listen(IPAddress.Loopback, options.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        // A test may be slow, for example at a breakpoint.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodySize;

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(kestrel), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(application, cancellationToken).ConfigureAwait(false);
            return new LoopbackServer(server);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(DisposalLimit);
        await _server.StopAsync(limit.Token).ConfigureAwait(false);
        _server.Dispose();
    }
}
