using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Server;

/// <summary>Sends responses, whole or broken.</summary>
internal sealed class ResponseWriter(TimeProvider timeProvider)
{
    private const int BlockSize = 64 * 1024;
    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', BlockSize)];

    public static void SendHeaders(HttpContext context, Response response, DateTimeOffset now)
    {
        context.Response.StatusCode = (int)response.Status;
        context.Response.ContentType = response.ContentType;
        var headers = context.Response.Headers;
        headers.Server = "FakeLogService";
        headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        headers[HeaderNames.RequestId] = RandomNumberGenerator.GetHexString(24);
        foreach (var group in response.Headers.GroupBy(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase))
        {
            headers[group.Key] = group.Where(value => value.Length > 0).ToArray();
        }
    }

    public static async Task SendAsync(HttpContext context, Response response, CancellationToken cancellationToken)
    {
        // 204 and 304 have neither a body nor its length.
        if (!response.Body.IsEmpty || response.Status is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
        {
            context.Response.ContentLength = response.Body.Length;
            await context.Response.Body.WriteAsync(response.Body, cancellationToken).ConfigureAwait(false);
        }
    }

    // Kestrel closes the connection after a response that is shorter than its Content-Length. Half of the body has been sent by then.
    public static async Task SendTruncatedAsync(HttpContext context, Response response, CancellationToken cancellationToken)
    {
        context.Response.ContentLength = response.Body.Length + (response.Body.IsEmpty ? 1 : 0);
        await context.Response.Body.WriteAsync(response.Body[..(response.Body.Length / 2)], cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task SendOversizedAsync(HttpContext context, Response response, long bytes, bool chunked, CancellationToken cancellationToken)
    {
        context.Response.ContentLength = chunked ? null : Math.Max(bytes, response.Body.Length);
        await context.Response.Body.WriteAsync(response.Body, cancellationToken).ConfigureAwait(false);
        for (var remaining = bytes - response.Body.Length; remaining > 0; remaining -= BlockSize)
        {
            await context.Response.Body.WriteAsync(Blanks.AsMemory(0, (int)Math.Min(remaining, BlockSize)), cancellationToken).ConfigureAwait(false);
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

    // An abort does not reset the connection on every runtime, and after an orderly close HttpClient retries a GET by itself.
    public static void Reset(HttpContext context)
    {
        context.Features.Get<IConnectionSocketFeature>()?.Socket.Close(timeout: 0);
        context.Abort();
    }
}
