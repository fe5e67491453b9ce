using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Pipeline;

namespace ShipperClient;

/// <summary>
/// A client for the shipper tasks of Alibaba Cloud Log Service: it lists what a shipper has delivered or failed to deliver, and runs failed tasks again.
/// </summary>
/// <remarks>
/// <para>
/// One method is one call to the service, with its retries; the loops over them are in <see cref="LogServiceClientExtensions"/>. Create a client
/// with <see cref="Create"/>, or resolve it from a container after <c>services.AddLogServiceClient(…)</c>; both behave alike. A client is thread-safe and keeps
/// connections: share one instance. Its members are virtual so that a test can substitute it, though <c>FakeLogService</c> of the package
/// ShipperClient.Testing usually serves better.
/// </para>
/// <para>An argument that is not valid throws before anything is sent. The other errors are described at <see cref="LogServiceException"/>.</para>
/// </remarks>
public class LogServiceClient : IDisposable
{
    /// <summary>The maximum number of task ids that the service accepts in one retry: 10.</summary>
    public const int MaxTaskIdsPerRetry = 10;

    private readonly CallInvoker? _invoker;
    private readonly IDisposable[] _owned;
    private bool _disposed;

    /// <summary>Initializes a substitute for tests. Its methods throw <see cref="NotSupportedException"/> until they are overridden.</summary>
    protected LogServiceClient() => _owned = [];

    internal LogServiceClient(CallInvoker invoker, params IDisposable[] owned)
    {
        _invoker = invoker;
        _owned = owned;
    }

    /// <summary>
    /// Gets the service's clock as far as this client knows it: <see cref="LogServiceClientOptions.TimeProvider"/>, corrected by what the responses
    /// of the service show. Take "now" from it for a window.
    /// </summary>
    /// <value><see cref="TimeProvider.System"/> for a substitute.</value>
    public virtual TimeProvider Clock => _invoker?.Pipeline.Clock ?? TimeProvider.System;

    /// <summary>Gets how far back a window may reach: <see cref="LogServiceClientOptions.StatusLookback"/>.</summary>
    /// <value>24 hours for a substitute.</value>
    public virtual TimeSpan StatusLookback => _invoker?.Pipeline.StatusLookback ?? TimeSpan.FromHours(24);

    /// <summary>Creates a client without a container.</summary>
    /// <param name="options">The endpoint and how to call it; <see cref="LogServiceClientOptions.Endpoint"/> is required. Later changes to the options have no effect.</param>
    /// <returns>A client. Dispose it when the application ends.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="OptionsValidationException">Options are missing or out of range; every mistake is reported.</exception>
    public static LogServiceClient Create(LogServiceClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var copy = options.Copy();
        OptionsValidator.ThrowIfInvalid(copy);
        var telemetry = new Telemetry();
        var pipeline = new ClientPipeline(copy, telemetry, copy.LoggerFactory?.CreateLogger<LogServiceClient>() ?? NullLogger<LogServiceClient>.Instance);
        return new LogServiceClient(new CallInvoker(pipeline.CreateHttpClient(), pipeline), pipeline, telemetry);
    }

    /// <summary>Gets one page of a shipper's tasks, and the statistics of the whole window (the service's <c>GetShipperStatus</c>).</summary>
    /// <param name="query">The shipper, the window, and optionally a status and a page.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The page. Its <see cref="ShipperStatusPage.Tasks"/> are empty past the end of the list.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The query has no shipper, or its <c>From</c> is not a second or more before its <c>To</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The window is longer than <see cref="LogServiceClientOptions.StatusLookback"/> (24 hours by default) or reaches further back (60 seconds are tolerated);
    /// <c>Offset</c> is negative; <c>Size</c> is not 1 to 500; or <c>Status</c> is not running, success or fail.
    /// </exception>
    /// <exception cref="LogServiceNotFoundException">The project, Logstore or shipper does not exist.</exception>
    /// <exception cref="LogServiceInvalidRequestException">The service refused the arguments.</exception>
    /// <exception cref="LogServiceAuthenticationException">There are no credentials, or the service did not accept them.</exception>
    /// <exception cref="LogServiceThrottledException">The service accepts no more requests for now.</exception>
    /// <exception cref="LogServiceUnavailableException">The service failed, could not be reached, or did not answer in time.</exception>
    /// <exception cref="LogServiceProtocolException">The response is not what the service documents.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
    {
        var invoker = EnsureUsable();
        return invoker.InvokeAsync(new GetShipperStatus(query, invoker.Pipeline.StatusLookback, invoker.Pipeline.Clock.GetEarlierUtcNow()), cancellationToken);
    }

    /// <summary>Asks the service to run failed tasks again (its <c>RetryShipperTask</c>). The service answers at once; the tasks run afterwards.</summary>
    /// <remarks>
    /// Only failed tasks are run again, so it is safe to repeat the call after an error. The ids are sent as given and in order; what the service
    /// does with the same id twice is not documented.
    /// </remarks>
    /// <param name="shipper">The shipper whose tasks they are.</param>
    /// <param name="taskIds">1 to 10 task ids, as <see cref="GetShipperStatusAsync"/> returns them.</param>
    /// <param name="cancellationToken">A token to cancel the operation. The service may have accepted the tasks nevertheless.</param>
    /// <returns>A task that completes when the service has accepted the tasks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shipper"/> or <paramref name="taskIds"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There are no ids or more than 10, or an id is <see langword="null"/>, empty or blank.</exception>
    /// <exception cref="LogServiceNotFoundException">The project, Logstore or shipper does not exist.</exception>
    /// <exception cref="LogServiceInvalidRequestException">The service refused the arguments.</exception>
    /// <exception cref="LogServiceAuthenticationException">There are no credentials, or the service did not accept them.</exception>
    /// <exception cref="LogServiceThrottledException">The service accepts no more requests for now.</exception>
    /// <exception cref="LogServiceUnavailableException">The service failed, could not be reached, or did not answer in time.</exception>
    /// <exception cref="LogServiceProtocolException">The response is not what the service documents.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual Task RetryShipperTasksAsync(ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default) =>
        EnsureUsable().InvokeAsync(new RetryShipperTasks(shipper, taskIds), cancellationToken);

    /// <summary>Gets one page of the names of a project's Logstores (the service's <c>ListLogStores</c>).</summary>
    /// <param name="project">The name of the project.</param>
    /// <param name="offset">The number of names to skip. The default is 0.</param>
    /// <param name="size">The maximum number of names to return, 1 to 500. The default is 100.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The page. Its <see cref="LogstorePage.Logstores"/> are empty past the end of the list.</returns>
    /// <remarks><see cref="LogServiceClientExtensions.ListAllLogstoresAsync"/> lists every page.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="project"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="project"/> is not a safe name; see <see cref="ShipperReference"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative, or <paramref name="size"/> is not 1 to 500.</exception>
    /// <exception cref="LogServiceException">The call failed; see <see cref="GetShipperStatusAsync"/> for the kinds.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual Task<LogstorePage> ListLogstoresAsync(string project, int offset = 0, int size = 100, CancellationToken cancellationToken = default) =>
        EnsureUsable().InvokeAsync(new ListLogstores(project, offset, size), cancellationToken);

    /// <summary>Gets one page of the names of a Logstore's shippers (the service's <c>ListShipper</c>).</summary>
    /// <param name="project">The name of the project.</param>
    /// <param name="logstore">The name of the Logstore.</param>
    /// <param name="offset">The number of names to skip. The default is 0.</param>
    /// <param name="size">The maximum number of names to return, 1 to 500. The default is 100.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The page. Its <see cref="ShipperPage.Shippers"/> are empty past the end of the list.</returns>
    /// <remarks><see cref="LogServiceClientExtensions.ListAllShippersAsync"/> lists every page.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="project"/> or <paramref name="logstore"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="project"/> or <paramref name="logstore"/> is not a safe name; see <see cref="ShipperReference"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative, or <paramref name="size"/> is not 1 to 500.</exception>
    /// <exception cref="LogServiceException">The call failed; see <see cref="GetShipperStatusAsync"/> for the kinds.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual Task<ShipperPage> ListShippersAsync(
        string project, string logstore, int offset = 0, int size = 100, CancellationToken cancellationToken = default) =>
        EnsureUsable().InvokeAsync(new ListShippers(project, logstore, offset, size), cancellationToken);

    /// <summary>Releases the client's connections. Calls in progress throw an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the client's connections.</summary>
    /// <param name="disposing"><see langword="true"/> if it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _invoker?.Dispose();
            foreach (var owned in _owned)
            {
                owned.Dispose();
            }
        }
    }

    private CallInvoker EnsureUsable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _invoker ?? throw new NotSupportedException(
            $"{GetType().Name} is a substitute for {nameof(LogServiceClient)} and does not override this method. Override it, or create a client with {nameof(Create)}.");
    }
}
