using ShipperClient.Testing.Internal;

namespace ShipperClient.Testing;

/// <summary>
/// A Log Service inside the process, for tests and first steps: real HTTP on 127.0.0.1, signatures and parameters checked as the service checks
/// them, errors in its words, faults on demand. Thread-safe.
/// </summary>
/// <remarks>
/// <para>Strict: a project, Logstore or shipper that nobody added is the service's own not-found error, and so is a wrong header.</para>
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
    // For clients that sign with v4; the fake's address names no region.
    private const string DefaultRegion = "cn-hangzhou";

    private readonly FakeLogServiceOptions _options;
    private readonly ServiceClock _clock;
    private readonly CredentialsBook _credentials;
    private readonly ShipperDirectory _shippers = new();
    private readonly FaultQueue _faults = new();
    private readonly RequestLog _requests;
    private readonly CancellationTokenSource _stopping = new();
    private LoopbackServer? _server;

    private FakeLogService(FakeLogServiceOptions options)
    {
        _options = options;
        _clock = new ServiceClock(options.TimeProvider, options.ClockOffset);
        _credentials = new CredentialsBook(options.Credentials);
        _requests = new RequestLog(options.MaxRecordedRequests);
    }

    /// <summary>Where the service listens: <c>http://127.0.0.1:{port}/</c>, on a port that was free, or the one of the options.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The credentials that the service knows: those of the options, or the last ones given to <see cref="RotateCredentials"/>.</summary>
    public LogServiceCredentials Credentials => _credentials.Current;

    /// <summary>
    /// The requests that have arrived, oldest first: a snapshot. A request is in it before its answer goes out. Only the last
    /// <see cref="FakeLogServiceOptions.MaxRecordedRequests"/> are kept.
    /// </summary>
    public IReadOnlyList<RecordedRequest> Requests => _requests.Snapshot();

    /// <summary>
    /// How far the service's clock is from <see cref="FakeLogServiceOptions.TimeProvider"/>, from now on. Retries under way take as long as
    /// ever.
    /// </summary>
    /// <value>At first that of <see cref="FakeLogServiceOptions.ClockOffset"/>.</value>
    public TimeSpan ClockOffset
    {
        get => _clock.Offset;
        set => _clock.Offset = value;
    }

    /// <summary>Starts a service. It answers when this has ended; dispose it after use.</summary>
    /// <param name="options">How it behaves; by default as <see cref="FakeLogServiceOptions"/> says.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The service, with no project in it.</returns>
    /// <exception cref="ArgumentException">
    /// A clock, credentials or outcome in <paramref name="options"/> is <see langword="null"/>, a duration or number negative, or the port no port.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="IOException">The port, or any port, of 127.0.0.1 could not be listened on.</exception>
    public static Task<FakeLogService> StartAsync(FakeLogServiceOptions? options = null, CancellationToken cancellationToken = default) =>
        StartCheckedAsync(FakeLogServiceOptions.Checked(options ?? new FakeLogServiceOptions()), cancellationToken);

    /// <summary>Adds a shipper, and its project and Logstore where they are not there yet.</summary>
    /// <param name="shipper">Its names. The case of the project's does not count, as in a host.</param>
    /// <returns>The shipper: without tasks where it is new, or the one that was there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shipper"/> is <see langword="null"/>.</exception>
    public FakeShipper AddShipper(ShipperReference shipper)
    {
        ArgumentNullException.ThrowIfNull(shipper);
        return _shippers.GetOrAdd(shipper, reference =>
            new FakeShipper(reference, new TaskStore(reference, _clock, _options.RetryDuration), _options.RetryOutcome));
    }

    /// <summary>Adds a Logstore that has no shipper (yet), and its project where it is not there yet.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="logstore">The Logstore's name.</param>
    /// <exception cref="ArgumentException">A name is <see langword="null"/> or empty.</exception>
    public void AddLogstore(string project, string logstore)
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(logstore);
        _shippers.AddLogstore(project, logstore);
    }

    /// <summary>Makes requests to come meet a fault. Faults queue: one given later comes after those given before.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="count">How many requests meet it.</param>
    /// <param name="when">Which requests it is for; others pass it by, to the next fault in the queue. By default any. It must not use the fake.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public void FailNext(FakeFault fault, int count = 1, Func<RecordedRequest, bool>? when = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _faults.Add(fault, count, when);
    }

    /// <summary>
    /// Changes the credentials that the service knows. From now on requests signed with the former ones are answered SecurityTokenExpired where
    /// those were temporary, and Unauthorized where not.
    /// </summary>
    /// <param name="next">The credentials that take their place.</param>
    /// <exception cref="ArgumentNullException"><paramref name="next"/> is <see langword="null"/>.</exception>
    public void RotateCredentials(LogServiceCredentials next)
    {
        ArgumentNullException.ThrowIfNull(next);
        _credentials.Rotate(next);
    }

    /// <summary>
    /// Makes a client of this service: with its address, its credentials of now, its clock, a region for v4, and short waits between retries.
    /// With a clock that stands still, those waits end when the test advances it.
    /// </summary>
    /// <param name="configure">Changes the client's options.</param>
    /// <returns>The client; dispose it after use.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">What <paramref name="configure"/> set is out of range.</exception>
    public LogServiceClient CreateClient(Action<LogServiceClientOptions>? configure = null)
    {
        var credentials = Credentials;
        var options = new LogServiceClientOptions
        {
            Endpoint = BaseAddress.GetLeftPart(UriPartial.Authority),
            Credentials = new StaticCredentialsProvider(credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken),
            Region = _options.Region ?? DefaultRegion,
            RetryDelay = TimeSpan.FromMilliseconds(10),
            TimeProvider = _options.TimeProvider,
        };
        configure?.Invoke(options);
        return LogServiceClient.Create(options);
    }

    /// <summary>Stops the service. What is being answered is cut off, and it takes no longer than seconds.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await server.DisposeAsync().ConfigureAwait(false);
            _stopping.Dispose();
        }
    }

    private static async Task<FakeLogService> StartCheckedAsync(FakeLogServiceOptions options, CancellationToken cancellationToken)
    {
        var service = new FakeLogService(options);
        var application = new FakeApplication(
            service._clock,
            new SignatureCheck(service._credentials, options.Region),
            new ServiceLogic(service._shippers, service._credentials),
            service._faults,
            service._requests,
            service._stopping.Token);
        var server = await LoopbackServer.StartAsync(application, options.Port, cancellationToken).ConfigureAwait(false);
        service._server = server;
        service.BaseAddress = server.Address;
        return service;
    }
}
