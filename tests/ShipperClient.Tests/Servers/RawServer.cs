using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ShipperClient.Tests.Servers;

/// <summary>A server that knows no HTTP but where a request ends: it keeps the bytes of each as they came, and answers with any bytes.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Task> _connections = [];
    private readonly Task _accepting;

    public RawServer(Func<Stream, CancellationToken, Task> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public RawServer(string response)
        : this((stream, cancellationToken) => stream.WriteAsync(Encoding.Latin1.GetBytes(response), cancellationToken).AsTask())
    {
    }

    /// <summary>Where it listens: 127.0.0.1 and a port that was free.</summary>
    public string Authority => ((IPEndPoint)_listener.LocalEndpoint).ToString();

    public Uri Address => new($"http://{Authority}/");

    /// <summary>How many connections were made, whatever came over them.</summary>
    public int Connections => _connections.Count;

    /// <summary>What came, head and body, each byte a character; also a request that broke off.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>A response with its length, after which the connection ends.</summary>
    public static string Reply(string status, string body = "", params string[] headers) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{string.Concat(headers.Select(static header => header + "\r\n"))}\r\n{body}");

    /// <summary>Waits until every connection so far has ended, so that nothing more can come.</summary>
    public Task EndedAsync() => Task.WhenAll(_connections).WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Stop(); // not before: a stopped listener throws when it is asked for the next connection
        await EndedAsync();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptTcpClientAsync(_stopping.Token);

                // Counted before it is served: a client may be through with it first.
                var served = new TaskCompletionSource<Task>();
                _connections.Enqueue(served.Task.Unwrap());
                served.SetResult(ServeAsync(connection));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of it.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var _ = connection;
        var received = new StringBuilder();
        try
        {
            Stream stream = connection.GetStream();
            if (_certificate is not null)
            {
                var secured = new SslStream(stream);
                stream = secured;
                await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
            }

            await using (stream)
            {
                await ReadAsync(stream, received);
                Requests.Enqueue(received.ToString());
                received.Clear();
                await _answer(stream, _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException or SocketException)
        {
            // The client went away, or would not come in.
            if (received.Length > 0)
            {
                Requests.Enqueue(received.ToString());
            }
        }
    }

    // To the end of the head, and then as many bytes as it says.
    private async Task ReadAsync(Stream stream, StringBuilder received)
    {
        const string EndOfHead = "\r\n\r\n";
        var buffer = new byte[16 * 1024];
        var missing = 1;
        while (missing > 0)
        {
            var read = await stream.ReadAsync(buffer, _stopping.Token);
            received.Append(Encoding.Latin1.GetString(buffer, 0, read == 0 ? throw new IOException("The request broke off.") : read));
            var text = received.ToString();
            var end = text.IndexOf(EndOfHead, StringComparison.Ordinal);
            missing = end < 0 ? 1 : end + EndOfHead.Length + LengthIn(text[..end]) - text.Length;
        }
    }

    private static int LengthIn(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + Name.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
