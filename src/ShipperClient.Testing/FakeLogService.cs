using ShipperClient.Testing.Internal.Clients;
using ShipperClient.Testing.Internal.Faults;
using ShipperClient.Testing.Internal.Operations;
using ShipperClient.Testing.Internal.Server;
using ShipperClient.Testing.Internal.Signing;
using ShipperClient.Testing.Internal.Tasks;
using ShipperClient.Testing.Internal.Time;

namespace ShipperClient.Testing;

/// <summary>
/// Runs a Log Service in the current process, for tests and first steps: it serves real HTTP on 127.0.0.1, checks signatures and parameters as the service
/// does, answers with the service's errors, and fails on demand. Thread-safe.
/// </summary>
/// <remarks>
/// <para>The fake is strict: a project, Logstore or shipper that was not added is answered with the service's not-found error.</para>
/// <para>A request is for the project that its <c>Host</c> header begins with: <c>{project}.127.0.0.1:{port}</c>.</para>
/// </remarks>
/// <example>
/// <code>
/// await using var service = await FakeLogService.StartAsync();
/// var shipper = service.AddShipper(new ShipperReference("project", "logstore", "shipper"));
/// shipper.AddTask(ShipperTaskStatus.Fail, code: "UnAuthorized");
/// using var client = service.CreateClient();
/// </code>
/// </example>
public sealed class FakeLogService : IAsyncDisposable
{
    private readonly FakeLogServiceOptions _options;
    private readonly ServiceClock _clock;
    private readonly KnownCredentials _credentials;
    private readonly ShipperDirectory _shippers = new();
    private readonly FaultQueue _faults = new();
    private readonly RequestLog _requests;
    private readonly CancellationTokenSource _stopping = new();
    private LoopbackServer? _server;

    private FakeLogService(FakeLogServiceOptions options)
    {
        _options = options;
        _clock = new ServiceClock(options.TimeProvider, options.ClockOffset);
        _credentials = new KnownCredentials(options.Credentials);
        _requests = new RequestLog(options.MaxRecordedRequests);
    }

    /// <summary>Gets the address that the service listens on: <c>http://127.0.0.1:{port}/</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Gets the credentials that the service accepts: those of the options, or the last ones passed to <see cref="RotateCredentials"/>.</summary>
    public LogServiceCredentials Credentials => _credentials.Current;

    /// <summary>
    /// Gets a snapshot of the requests that have arrived, oldest first. A request is in it before its response is sent. Only the last
    /// <see cref="FakeLogServiceOptions.MaxRecordedRequests"/> requests are kept.
    /// </summary>
    public IReadOnlyList<RecordedRequest> Requests => _requests.Snapshot();

    /// <summary>
    /// Gets a snapshot of the faults that requests are still to meet, in the order of the queue: each once, however many requests are to meet it. After a
    /// test that expects every fault to be met, it is empty.
    /// </summary>
    public IReadOnlyList<FakeFault> PendingFaults => _faults.Snapshot();

    /// <summary>
    /// Gets or sets the difference between the service's clock and <see cref="FakeLogServiceOptions.TimeProvider"/>. A change does not affect the duration
    /// of retries in progress.
    /// </summary>
    /// <value>The initial value is that of <see cref="FakeLogServiceOptions.ClockOffset"/>.</value>
    public TimeSpan ClockOffset
    {
        get => _clock.Offset;
        set => _clock.Offset = value;
    }

    private ClientSettings ClientSettings => new(BaseAddress, Credentials, _options.Region, _options.TimeProvider);

    /// <summary>Starts a service. Dispose it after use.</summary>
    /// <param name="options">The settings of the service, or <see langword="null"/> for the defaults of <see cref="FakeLogServiceOptions"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The service, which is listening and has no projects.</returns>
    /// <exception cref="ArgumentException">
    /// In <paramref name="options"/>, the clock, the credentials or the outcome is <see langword="null"/>, a duration or number is negative, the port is
    /// not 0 to 65535, or the size of a body is not positive.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="IOException">The service cannot listen on the port, for example because it is in use.</exception>
    public static Task<FakeLogService> StartAsync(FakeLogServiceOptions? options = null, CancellationToken cancellationToken = default) =>
        StartValidatedAsync(FakeLogServiceOptions.Validate(options ?? new FakeLogServiceOptions()), cancellationToken);

    /// <summary>Adds a shipper, and its project and Logstore if they do not exist.</summary>
    /// <param name="shipper">The names of the shipper. The project's is not case-sensitive, as in a host name.</param>
    /// <returns>A new shipper without tasks, or the existing one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shipper"/> is <see langword="null"/>.</exception>
    public FakeShipper AddShipper(ShipperReference shipper)
    {
        ArgumentNullException.ThrowIfNull(shipper);
        return _shippers.GetOrAddProject(shipper.Project).GetOrAddShipper(shipper, reference =>
            new FakeShipper(reference, new TaskStore(reference, _clock, _options.RetryDuration), _options.RetryOutcome));
    }

    /// <summary>Adds a Logstore without shippers, and its project if it does not exist.</summary>
    /// <param name="project">The name of the project.</param>
    /// <param name="logstore">The name of the Logstore.</param>
    /// <exception cref="ArgumentNullException">A name is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public void AddLogstore(string project, string logstore)
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(logstore);
        _shippers.GetOrAddProject(project).GetOrAddLogstore(logstore);
    }

    /// <summary>Makes the next requests fail. Faults are queued: a fault that is added later is met after those added before.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="count">The number of requests that meet it.</param>
    /// <param name="when">
    /// A function that selects the requests that the fault is for; other requests skip it and meet the next fault in the queue. By default it is for all
    /// requests. The function must not use the fake.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public void FailNext(FakeFault fault, int count = 1, Func<RecordedRequest, bool>? when = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _faults.Add(fault, count, when);
    }

    /// <summary>Removes the faults that requests are still to meet.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Removes the recorded requests, so that <see cref="Requests"/> holds only those that arrive afterwards.</summary>
    public void ClearRequests() => _requests.Clear();

    /// <summary>
    /// Waits for a request. A recorded request is returned at once, the oldest first. A request is recorded when it has been received, before its response
    /// is sent.
    /// </summary>
    /// <param name="match">A function that selects the request, which must not wait. By default any request is returned.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The request.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed before such a request arrived.</exception>
    public Task<RecordedRequest> WaitForRequestAsync(Func<RecordedRequest, bool>? match = null, CancellationToken cancellationToken = default) =>
        _requests.WaitAsync(match ?? (static _ => true), cancellationToken);

    /// <summary>
    /// Replaces the credentials that the service accepts. Requests that are signed with the previous ones are answered with <c>SecurityTokenExpired</c> if
    /// those were temporary, and with <c>Unauthorized</c> otherwise.
    /// </summary>
    /// <param name="next">The new credentials.</param>
    /// <exception cref="ArgumentNullException"><paramref name="next"/> is <see langword="null"/>.</exception>
    public void RotateCredentials(LogServiceCredentials next)
    {
        ArgumentNullException.ThrowIfNull(next);
        _credentials.Rotate(next);
    }

    /// <summary>Creates a client of this service, with the options that <see cref="Configure"/> sets.</summary>
    /// <param name="configure">A function that changes the options of the client.</param>
    /// <returns>The client. Dispose it after use.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option that <paramref name="configure"/> set is out of range.</exception>
    public LogServiceClient CreateClient(Action<LogServiceClientOptions>? configure = null)
    {
        var options = new LogServiceClientOptions();
        Configure(options);
        configure?.Invoke(options);
        return LogServiceClient.Create(options);
    }

    /// <summary>Points a client at this service, for an application that registers its client.</summary>
    /// <remarks>
    /// Sets the endpoint, the current credentials, the clock, and a region for v4. Retries wait only as long as a response says with <c>Retry-After</c>. If the
    /// clock is not the system's, the time-outs are one hour, so that a test can advance the clock while a call is in progress.
    /// </remarks>
    /// <param name="options">The options of the client.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <see langword="null"/>.</exception>
    public void Configure(LogServiceClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ClientSettings.ApplyTo(options);
    }

    /// <summary>Returns what <see cref="Configure"/> sets as configuration, except the clock, which cannot be configured.</summary>
    /// <param name="section">The section that the client is registered with, such as <c>LogService</c>.</param>
    /// <returns>The keys and values, for an in-memory configuration source.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="section"/> is empty.</exception>
    public IReadOnlyDictionary<string, string?> ToConfiguration(string section)
    {
        ArgumentException.ThrowIfNullOrEmpty(section);
        return ClientSettings.ToConfiguration(section);
    }

    /// <summary>Stops the service, and cancels the requests in progress and the waits for requests. It takes at most a few seconds.</summary>
    /// <returns>A task that completes when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            _requests.Close();
            await server.DisposeAsync().ConfigureAwait(false);
            _stopping.Dispose();
        }
    }

    private static async Task<FakeLogService> StartValidatedAsync(FakeLogServiceOptions options, CancellationToken cancellationToken)
    {
        var service = new FakeLogService(options);
        var handler = new RequestHandler(
            options,
            service._clock,
            new SignatureValidator(service._credentials, options.Region),
            new OperationRouter(service._shippers, service._credentials),
            service._faults,
            service._requests,
            service._stopping.Token);
        var server = await LoopbackServer.StartAsync(handler, options, cancellationToken).ConfigureAwait(false);
        service._server = server;
        service.BaseAddress = server.Address;
        return service;
    }
}
