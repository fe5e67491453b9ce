using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShipperClient.Benchmarks;

/// <summary>
/// The least that can be called a server: it answers every request with bytes made beforehand, so that what is measured is the client. It runs as
/// a process of its own of this same program, so that what is counted is the client's too; it ends when its standard input does.
/// </summary>
internal static class BareServer
{
    public const string Verb = "bare-server";

    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        _ = AcceptAsync(listener);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Starts it; killing the process ends it.</summary>
    public static async Task<(Process Process, Uri Address)> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Verb);
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The bare server did not start.");
        return (process, new Uri($"http://127.0.0.1:{port}"));
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                return;
            }

            length += read;
            if (Answer(buffer.AsSpan(0, length)) is { } answer)
            {
                length = 0;
                await socket.SendAsync(answer);
            }
        }
    }

    // One request at a time on a connection: HttpClient does not pipeline.
    private static byte[]? Answer(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0 || received.Length < end + 4 + Number(received[..end], "Content-Length: "u8))
        {
            return null;
        }

        return received.StartsWith("PUT"u8) ? Replies.Empty : Replies.OfSize(Number(received[..end], "size="u8));
    }

    private static int Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..], out int value, out _) ? value : 0;
    }
}
