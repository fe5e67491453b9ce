using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ShipperClient.Testing.Internal.Faults;
using ShipperClient.Testing.Internal.Operations;
using ShipperClient.Testing.Internal.Protocol;
using ShipperClient.Testing.Internal.Signing;
using ShipperClient.Testing.Internal.Time;

namespace ShipperClient.Testing.Internal.Server;

/// <summary>Handles one request: reads it, checks its signature, takes its fault, records it, and then answers it or lets the fault happen.</summary>
internal sealed class RequestHandler(
    FakeLogServiceOptions options,
    ServiceClock clock,
    SignatureValidator signatures,
    OperationRouter operations,
    FaultQueue faults,
    RequestLog requests,
    CancellationToken stopping)
    : IHttpApplication<HttpContext>
{
    private readonly ResponseWriter _writer = new(clock.TimeProvider);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            if (options.LoopbackOnly && LoopbackGuard.Validate(context.Request) is { } refusal)
            {
                await SendErrorAsync(context, refusal, ending.Token).ConfigureAwait(false);
                return;
            }

            var request = await RequestReader.ReadAsync(context, clock.TimeProvider, ending.Token).ConfigureAwait(false);
            request.SignatureVerdict = signatures.Validate(request, clock.Now);
            var offset = clock.Offset;
            var latency = Task.CompletedTask;
            try
            {
                if (faults.Take(request) is { } fault)
                {
                    request.Fault = fault;
                    if (fault.Kind == FaultKind.ClockOffset)
                    {
                        offset = fault.Time;
                        request.SignatureVerdict = signatures.Validate(request, clock.UncorrectedNow + offset);
                    }
                    else if (fault.Kind == FaultKind.Latency)
                    {
                        // Started before the request is visible: a test that waits for the request and then advances the clock ends the wait.
                        latency = Task.Delay(fault.Time, clock.TimeProvider, ending.Token);
                    }
                }
            }
            finally
            {
                // Before the response: a client that has its response finds its request in the list.
                requests.Add(request);
            }

            await latency.ConfigureAwait(false);
            await AnswerAsync(context, request, offset, ending.Token).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await SendErrorAsync(context, ServiceError.PostBodyTooLarge(options.MaxRequestBodySize), ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client closed the connection, or the fake is being disposed.
            context.Abort();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // A function of the test threw. The status is one that no client retries, so that the test sees the error at once.
            var error = new ServiceError(HttpStatusCode.NotImplemented, "TestFunctionThrew", $"{exception.GetType().Name}: {exception.Message}");
            await SendErrorAsync(context, error, ending.Token).ConfigureAwait(false);
        }
    }

    private Task SendErrorAsync(HttpContext context, ServiceError error, CancellationToken cancellationToken)
    {
        var response = Response.FromError(error);
        ResponseWriter.SendHeaders(context, response, clock.Now);
        return ResponseWriter.SendAsync(context, response, cancellationToken);
    }

    private async Task AnswerAsync(HttpContext context, RecordedRequest request, TimeSpan offset, CancellationToken cancellationToken)
    {
        var fault = request.Fault;
        if (fault is { Kind: FaultKind.Reset, Flag: false })
        {
            ResponseWriter.Reset(context);
            return;
        }

        var now = clock.UncorrectedNow + offset;
        var response = fault switch
        {
            { Kind: FaultKind.Response } => WithRetryAfter(fault, now),
            { Kind: FaultKind.Drip } => new Response(HttpStatusCode.OK, ReadOnlyMemory<byte>.Empty, Response.Json),
            // Checked by the time of its arrival, like its signature: a request is not too old because its response is late.
            _ => operations.Answer(request, request.ReceivedAt + offset),
        };
        if (fault is { Kind: FaultKind.Reset })
        {
            ResponseWriter.Reset(context);
            return;
        }

        request.StatusCode = response.Status;
        ResponseWriter.SendHeaders(context, response, now);
        await (fault switch
        {
            { Kind: FaultKind.Truncated } => ResponseWriter.SendTruncatedAsync(context, response, cancellationToken),
            { Kind: FaultKind.Oversized } => ResponseWriter.SendOversizedAsync(context, response, fault.Bytes, fault.Flag, cancellationToken),
            { Kind: FaultKind.Drip } => _writer.SendDripAsync(context, fault.Time, cancellationToken),
            _ => ResponseWriter.SendAsync(context, response, cancellationToken),
        }).ConfigureAwait(false);
    }

    private static Response WithRetryAfter(FakeFault fault, DateTimeOffset now)
    {
        var response = fault.Response!;
        if (fault.RetryAfter is not { } wait)
        {
            return response;
        }

        var seconds = Math.Ceiling(wait.TotalSeconds);
        var value = fault.RetryAfterAsDate
            ? now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
            : seconds.ToString(CultureInfo.InvariantCulture);
        return response with { Headers = [.. response.Headers, new("Retry-After", value)] };
    }
}
