using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ShipperClient.Testing.Internal;

/// <summary>The way of a request through the fake: read, judged, recorded, then answered or made to meet its fault.</summary>
internal sealed class FakeApplication(
    ServiceClock clock, SignatureCheck signatures, ServiceLogic logic, FaultQueue faults, RequestLog requests, CancellationToken stopping)
    : IHttpApplication<HttpContext>
{
    private readonly ReplyWriter _writer = new(clock.TimeProvider);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var request = await RequestReader.ReadAsync(context, clock.TimeProvider, ending.Token).ConfigureAwait(false);
            request.SignatureVerdict = signatures.Judge(request, clock.Now);
            var offset = clock.Offset;
            try
            {
                if (faults.Take(request) is { } fault)
                {
                    request.Fault = fault;
                    if (fault.Kind == FaultKind.ClockOffset)
                    {
                        offset = fault.Time;
                        request.SignatureVerdict = signatures.Judge(request, clock.TrueNow + offset);
                    }
                }
            }
            finally
            {
                // Before the answer: a client that has it finds its request in the list.
                requests.Add(request);
            }

            await AnswerAsync(context, request, offset, ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client has gone, or the fake is being disposed.
            context.Abort();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // A function of the test's own threw. Told with a status that no client tries again, so that the test sees it at once.
            var told = Reply.Of(new ServiceError(HttpStatusCode.NotImplemented, "TestFunctionThrew", $"{exception.GetType().Name}: {exception.Message}"));
            ReplyWriter.SendHeaders(context, told, clock.Now);
            await ReplyWriter.SendAsync(context, told, ending.Token).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context, RecordedRequest request, TimeSpan offset, CancellationToken cancellationToken)
    {
        var fault = request.Fault;
        if (fault is { Kind: FaultKind.Latency })
        {
            await Task.Delay(fault.Time, clock.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (fault is { Kind: FaultKind.Reset, Flag: false })
        {
            ReplyWriter.Reset(context);
            return;
        }

        var now = clock.TrueNow + offset;
        var reply = fault switch
        {
            { Kind: FaultKind.Canned } => WithRetryAfter(fault, now),
            { Kind: FaultKind.Drip } => new Reply(HttpStatusCode.OK, ReadOnlyMemory<byte>.Empty, Reply.Json),
            _ => logic.Answer(request, now),
        };
        if (fault is { Kind: FaultKind.Reset })
        {
            ReplyWriter.Reset(context);
            return;
        }

        request.StatusCode = reply.Status;
        ReplyWriter.SendHeaders(context, reply, now);
        await (fault switch
        {
            { Kind: FaultKind.Truncated } => ReplyWriter.SendTruncatedAsync(context, reply, cancellationToken),
            { Kind: FaultKind.Oversized } => ReplyWriter.SendOversizedAsync(context, reply, fault.Bytes, fault.Flag, cancellationToken),
            { Kind: FaultKind.Drip } => _writer.SendDripAsync(context, fault.Time, cancellationToken),
            _ => ReplyWriter.SendAsync(context, reply, cancellationToken),
        }).ConfigureAwait(false);
    }

    private static Reply WithRetryAfter(FakeFault fault, DateTimeOffset now)
    {
        var reply = fault.Canned!;
        if (fault.RetryAfter is not { } wait)
        {
            return reply;
        }

        var seconds = Math.Ceiling(wait.TotalSeconds);
        var value = fault.RetryAfterAsDate
            ? now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
            : seconds.ToString(CultureInfo.InvariantCulture);
        return reply with { Headers = [.. reply.Headers, new("Retry-After", value)] };
    }
}
