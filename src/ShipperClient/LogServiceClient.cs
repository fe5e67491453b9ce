using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Options;

namespace ShipperClient;

/// <summary>
/// Client for the shipper tasks of Alibaba Cloud Log Service: lists what a shipper has copied or failed to copy, and runs failed tasks again.
/// </summary>
/// <remarks>
/// <para>
/// One method is one call to the service (with its retries); what loops over them is in <see cref="LogServiceClientExtensions"/>. Get a client
/// from <see cref="Create"/>, or from a container after <c>services.AddLogServiceClient(…)</c>; both behave alike. It is thread-safe and keeps
/// connections: share one. Its members are virtual so that a test can substitute it, though <c>FakeLogService</c> of the package
/// ShipperClient.Testing usually serves better.
/// </para>
/// <para>A bad argument throws at the call, before anything is sent. What to catch otherwise is told at <see cref="LogServiceException"/>.</para>
/// </remarks>
public partial class LogServiceClient : IDisposable
{
    /// <summary>The most task ids that the service takes in one retry: 10.</summary>
    public const int MaxTaskIdsPerRetry = ShipperArguments.MaxTaskIds;

    private readonly Dependencies? _dependencies;
    private bool _disposed;

    /// <summary>Creates a substitute for tests. Its methods throw <see cref="NotSupportedException"/> until they are overridden.</summary>
    protected LogServiceClient()
    {
    }

    internal LogServiceClient(Dependencies dependencies) => _dependencies = dependencies;

    /// <summary>What the composition root puts a client together from.</summary>
    internal sealed record Dependencies(
        HttpClient Http, LogServiceEndpoint Endpoint, TimeSpan StatusLookback, TimeProvider Clock, Telemetry Telemetry, ILogger Logger);

    /// <summary>
    /// The service's clock, as far as this client knows it: <see cref="LogServiceClientOptions.TimeProvider"/>, put right by what the service's replies
    /// showed. Take "now" from it for a window.
    /// </summary>
    /// <value><see cref="TimeProvider.System"/> for a substitute.</value>
    public virtual TimeProvider Clock => _dependencies?.Clock ?? TimeProvider.System;

    /// <summary>How far back a window may reach: <see cref="LogServiceClientOptions.StatusLookback"/>.</summary>
    /// <value>24 hours for a substitute.</value>
    public virtual TimeSpan StatusLookback => _dependencies?.StatusLookback ?? TimeSpan.FromHours(24);

    /// <summary>The container that <see cref="Create"/> made for this client alone, and that ends with it.</summary>
    internal IDisposable? Owned { get; set; }

    /// <summary>Creates a client without a container.</summary>
    /// <param name="options">Where the service is, and how to talk to it; <see cref="LogServiceClientOptions.Endpoint"/> is required. Later changes to it have no effect.</param>
    /// <returns>A client; dispose it when the application ends.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are missing or out of range; all mistakes are told together.</exception>
    public static LogServiceClient Create(LogServiceClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var services = new ServiceCollection();
        services.AddLogServiceClient(options.CopyTo).RemoveAllLoggers(); // nobody could listen
        var container = services.BuildServiceProvider();
        try
        {
            var client = container.GetRequiredService<LogServiceClient>();
            client.Owned = container;
            return client;
        }
        catch
        {
            container.Dispose();
            throw;
        }
    }

    /// <summary>Gets one page of a shipper's tasks, and the statistics of the whole window (the service's <c>GetShipperStatus</c>).</summary>
    /// <param name="query">The shipper, the window, and optionally a status and a page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page; its <see cref="ShipperStatusPage.Tasks"/> are empty past the end.</returns>
    /// <exception cref="ArgumentException">
    /// The query is <see langword="null"/> or out of range: no shipper; <c>From</c> not a second or more before <c>To</c>; a window longer than
    /// <see cref="LogServiceClientOptions.StatusLookback"/> (24 hours by default) or reaching further back than it (with 60 seconds of grace);
    /// a negative <c>Offset</c>; a <c>Size</c> outside 1 to 500; a <c>Status</c> other than running, success or fail.
    /// </exception>
    /// <exception cref="LogServiceNotFoundException">The project, Logstore or shipper does not exist.</exception>
    /// <exception cref="LogServiceInvalidRequestException">The service refused the arguments.</exception>
    /// <exception cref="LogServiceAuthenticationException">There are no credentials, or the service did not accept them.</exception>
    /// <exception cref="LogServiceThrottledException">The service takes no more requests for now.</exception>
    /// <exception cref="LogServiceUnavailableException">The service failed inside, could not be reached, or did not answer in time.</exception>
    /// <exception cref="LogServiceProtocolException">The reply is not what the service documents.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
    {
        var dependencies = EnsureUsable();
        ShipperArguments.Check(query, dependencies.StatusLookback, dependencies.Clock.GetUtcNow());
        return SendAsync(
            dependencies,
            "GetShipperStatus",
            OperationTarget.From(query.Shipper),
            ShipperRequests.GetShipperStatus(dependencies.Endpoint, query),
            static (reply, requestId) => ShipperResponses.ReadStatusPage(reply.Span, requestId),
            cancellationToken);
    }

    /// <summary>Asks the service to run failed tasks again (its <c>RetryShipperTask</c>). It answers at once; the tasks run afterwards.</summary>
    /// <remarks>
    /// Only failed tasks are run again, so to repeat the call after an error is safe. The ids are sent as given and in order; what the service
    /// does with the same id twice is not documented.
    /// </remarks>
    /// <param name="shipper">The shipper whose tasks they are.</param>
    /// <param name="taskIds">1 to 10 task ids, as <see cref="GetShipperStatusAsync"/> returns them.</param>
    /// <param name="cancellationToken">Ends the call. The service may have taken the tasks all the same.</param>
    /// <returns>A task that ends when the service has taken the tasks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shipper"/> or <paramref name="taskIds"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There are no ids or more than 10, or one is <see langword="null"/>, empty or blank.</exception>
    /// <exception cref="LogServiceNotFoundException">The project, Logstore or shipper does not exist.</exception>
    /// <exception cref="LogServiceInvalidRequestException">The service refused the arguments.</exception>
    /// <exception cref="LogServiceAuthenticationException">There are no credentials, or the service did not accept them.</exception>
    /// <exception cref="LogServiceThrottledException">The service takes no more requests for now.</exception>
    /// <exception cref="LogServiceUnavailableException">The service failed inside, could not be reached, or did not answer in time.</exception>
    /// <exception cref="LogServiceProtocolException">The reply is not what the service documents.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual Task RetryShipperTasksAsync(ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default)
    {
        var dependencies = EnsureUsable();
        var ids = ShipperArguments.Check(shipper, taskIds);
        return SendAsync(
            dependencies,
            "RetryShipperTasks",
            OperationTarget.From(shipper),
            ShipperRequests.RetryShipperTasks(dependencies.Endpoint, shipper, ids),
            (reply, _) =>
            {
                ShipperResponses.CheckRetry(reply.Span);
                dependencies.Telemetry.TasksRetried(ids.Length);
                return ids.Length;
            },
            cancellationToken);
    }

    /// <summary>Ends the client and its connections; calls that are under way fail.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the client and its connections.</summary>
    /// <param name="disposing">Whether this was called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _dependencies?.Http.Dispose();
            Owned?.Dispose();
        }
    }

    private Dependencies EnsureUsable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _dependencies ?? throw new NotSupportedException(
            $"{GetType().Name} is a substitute for {nameof(LogServiceClient)} and does not override this method. Override it, or get a real client from {nameof(Create)}.");
    }
}
