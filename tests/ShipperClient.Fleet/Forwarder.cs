using System.Net;
using System.Net.Sockets;

namespace ShipperClient.Fleet;

/// <summary>An address of its own for each instance, so that the service's log shows who sent a request.</summary>
internal sealed class Forwarder : IDisposable
{
    private readonly TcpListener _listener;
    private readonly int _target;

    public Forwarder(int number, int target)
    {
        _target = target;
        _listener = new TcpListener(IPAddress.Parse($"127.0.0.{number + 10}"), 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The number of the instance that sent a request with this host.</summary>
    public static int NumberOf(string host) => int.Parse(host.Split(':')[0].Split('.')[^1], System.Globalization.CultureInfo.InvariantCulture) - 10;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // The run is over.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        try
        {
            using var there = new TcpClient();
            using (client)
            {
                await there.ConnectAsync(IPAddress.Loopback, _target);
                client.NoDelay = there.NoDelay = true;
                await Task.WhenAny(client.GetStream().CopyToAsync(there.GetStream()), there.GetStream().CopyToAsync(client.GetStream()));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // One side has gone.
        }
    }
}
