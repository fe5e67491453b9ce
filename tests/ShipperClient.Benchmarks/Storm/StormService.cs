using System.Net;
using System.Net.Sockets;
using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>
/// A service that is down until it returns, and counts what reaches it meanwhile: requests where it answers 503, connections where nobody listens.
/// </summary>
internal sealed class StormService : IAsyncDisposable
{
    public static readonly ShipperReference Shipper = new("storm-project", "storm-logstore", "storm-shipper");

    private readonly FakeLogService _service;
    private readonly Socket _nobodyListens = new(SocketType.Stream, ProtocolType.Tcp);
    private volatile bool _isDown = true;
    private int _reached;

    private StormService(FakeLogService service)
    {
        _service = service;
        _service.AddShipper(Shipper);
        _nobodyListens.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // the port is taken, so that nobody else can come to listen there
    }

    public string Address => _service.BaseAddress.ToString();

    public LogServiceCredentials Credentials => _service.Credentials;

    /// <summary>How many requests, or connections, came while it was down.</summary>
    public int Reached => Volatile.Read(ref _reached);

    public static async Task<StormService> StartAsync() => new(await FakeLogService.StartAsync(new FakeLogServiceOptions { MaxRecordedRequests = 0 }));

    /// <summary>While it is down it answers ServerBusy.</summary>
    public void AnswerBusy() => _service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy), int.MaxValue, _ => CountIfDown());

    /// <summary>A client's connections: while it is down they go to where nobody listens.</summary>
    public SocketsHttpHandler Connections() => new()
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await (CountIfDown()
                    ? socket.ConnectAsync(_nobodyListens.LocalEndPoint!, cancellationToken)
                    : socket.ConnectAsync(context.DnsEndPoint, cancellationToken));
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    public void Return() => _isDown = false;

    public async ValueTask DisposeAsync()
    {
        _nobodyListens.Dispose();
        await _service.DisposeAsync();
    }

    private bool CountIfDown()
    {
        if (_isDown)
        {
            Interlocked.Increment(ref _reached);
            return true;
        }

        return false;
    }
}
