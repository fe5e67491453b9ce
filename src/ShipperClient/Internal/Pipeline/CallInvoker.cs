using System.Text.Json;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>Runs one operation from start to result: its context, its span, the request through HttpClient, and the body that comes back.</summary>
internal sealed class CallInvoker(HttpClient http, ClientPipeline pipeline) : IDisposable
{
    private volatile bool _isDisposed;

    public ClientPipeline Pipeline => pipeline;

    /// <exception cref="ArgumentException">The endpoint cannot address the project.</exception>
    public Task<TResult> InvokeAsync<TResult>(Operation<TResult> operation, CancellationToken cancellationToken)
    {
        pipeline.Endpoint.CheckProject(operation.Project, operation.ProjectParameter);
        return RunAsync(operation, cancellationToken);
    }

    private async Task<TResult> RunAsync<TResult>(Operation<TResult> operation, CancellationToken cancellationToken)
    {
        var call = new CallContext(operation, pipeline.Clock.GetTimestamp(), cancellationToken);
        using var request = new CallContext.Envelope(call, operation.GetUri(pipeline.Endpoint, pipeline.Clock.GetUtcNow()));
        using var telemetry = pipeline.Telemetry.Start(operation, request.RequestUri!, pipeline.Clock);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The pipeline has read the body already: HttpClient need not buffer it once more.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (call.Attempts == 0)
            {
                throw CallErrors.PipelineMissing();
            }

            var content = response.Content as PooledContent ?? await ReplaceAsync(response, call, cancellationToken).ConfigureAwait(false);
            var requestId = call.RequestIdOf(response);
            var result = Read(operation, content.Memory.Span, requestId, call, response);
            telemetry.Succeeded(response.StatusCode, requestId);
            return result;
        }
        catch (Exception exception)
        {
            var error = CallErrors.FromCall(exception, call, _isDisposed);
            telemetry.Failed(error);
            if (error is not OperationCanceledException)
            {
                Log.OperationFailed(pipeline.Logger, operation.Name, operation.Target, error.Message);
            }

            if (ReferenceEquals(error, exception))
            {
                throw;
            }

            throw error;
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        http.Dispose();
    }

    // A handler of the application outside the pipeline may replace the content: it is held to the same limit.
    private static async Task<PooledContent> ReplaceAsync(HttpResponseMessage response, CallContext call, CancellationToken cancellationToken)
    {
        using var replaced = response.Content;
        try
        {
            var content = await PooledContent.ReadAsync(replaced, PooledContent.MaxBodyLength, cutAtLimit: false, cancellationToken).ConfigureAwait(false);
            response.Content = content;
            return content;
        }
        catch (Exception exception) when (CallErrors.IsConnectionFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw CallErrors.NoResponse(exception, response.RequestMessage, call);
        }
    }

    private static TResult Read<TResult>(Operation<TResult> operation, ReadOnlySpan<byte> body, string? requestId, CallContext call, HttpResponseMessage response)
    {
        try
        {
            return operation.Read(body, requestId);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw LogServiceExceptionFactory.CreateUnreadable(response.StatusCode, body, requestId, exception, call.CreateRedactor(response.RequestMessage));
        }
    }
}
