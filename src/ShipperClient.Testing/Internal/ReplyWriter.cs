using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace ShipperClient.Testing.Internal;

/// <summary>Sends replies, whole or broken.</summary>
internal sealed class ReplyWriter(TimeProvider timeProvider)
{
    private const int BlockSize = 64 * 1024;
    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', BlockSize)];

    public static void SendHeaders(HttpContext context, Reply reply, DateTimeOffset now)
    {
        var response = context.Response;
        response.StatusCode = (int)reply.Status;
        response.ContentType = reply.ContentType;
        response.Headers.Server = "FakeLogService";
        response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        response.Headers[HeaderNames.RequestId] = RandomNumberGenerator.GetHexString(24);
        foreach (var group in reply.Headers.GroupBy(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase))
        {
            response.Headers[group.Key] = group.Where(value => value.Length > 0).ToArray();
        }
    }

    public static async Task SendAsync(HttpContext context, Reply reply, CancellationToken cancellationToken)
    {
        // 204 and 304 have no body, and no length of it either.
        if (!reply.Body.IsEmpty || reply.Status is not (System.Net.HttpStatusCode.NoContent or System.Net.HttpStatusCode.NotModified))
        {
            context.Response.ContentLength = reply.Body.Length;
            await context.Response.Body.WriteAsync(reply.Body, cancellationToken).ConfigureAwait(false);
        }
    }

    // Kestrel closes the connection after a reply that fell short of its Content-Length; half a body has gone out by then.
    public static async Task SendTruncatedAsync(HttpContext context, Reply reply, CancellationToken cancellationToken)
    {
        context.Response.ContentLength = reply.Body.Length + (reply.Body.IsEmpty ? 1 : 0);
        await context.Response.Body.WriteAsync(reply.Body[..(reply.Body.Length / 2)], cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task SendOversizedAsync(HttpContext context, Reply reply, long bytes, bool chunked, CancellationToken cancellationToken)
    {
        context.Response.ContentLength = chunked ? null : Math.Max(bytes, reply.Body.Length);
        await context.Response.Body.WriteAsync(reply.Body, cancellationToken).ConfigureAwait(false);
        for (var left = bytes - reply.Body.Length; left > 0; left -= BlockSize)
        {
            await context.Response.Body.WriteAsync(Blanks.AsMemory(0, (int)Math.Min(left, BlockSize)), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task SendDripAsync(HttpContext context, TimeSpan interval, CancellationToken cancellationToken)
    {
        while (true)
        {
            await context.Response.Body.WriteAsync(Blanks.AsMemory(0, 1), cancellationToken).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(interval, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    // Not every runtime's abort resets: one that closes the connection in good order makes HttpClient quietly try a GET again.
    public static void Reset(HttpContext context)
    {
        context.Features.Get<IConnectionSocketFeature>()?.Socket.Close(timeout: 0);
        context.Abort();
    }
}
