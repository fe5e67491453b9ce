using Microsoft.Extensions.Logging;
using ShipperClient.Internal.Credentials;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Signing;
using ShipperClient.Internal.Time;

namespace ShipperClient.Internal.Pipeline;

/// <summary>
/// The way of a call, from the outermost step in, and what a client keeps for it: clock, circuits, signer and connections. Both
/// <see cref="LogServiceClient.Create"/> and a container take it from here.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item><see cref="CallInvoker"/> creates the context, starts the span, and gives HttpClient a request that stands for the call.</item>
/// <item><see cref="ResilienceHandler"/> runs the strategies of <see cref="LogServiceResilience"/>; each attempt builds its own request, and
/// <see cref="ResponseReceiver"/> reads the whole response within it and throws the exception of an error.</item>
/// <item>The handlers of the application see each attempt before it is signed, and its response decompressed by <see cref="DecompressionHandler"/>.</item>
/// <item><see cref="SigningHandler"/> signs; nothing changes the request after it.</item>
/// <item><see cref="Connections"/> sends it.</item>
/// </list>
/// </remarks>
internal sealed class ClientPipeline : IDisposable
{
    private readonly ILogServiceCredentialsProvider _credentials;
    private readonly Action<SocketsHttpHandler>? _configureConnections;
    private readonly RequestSigner _signer;
    private readonly LogServiceResilience _resilience;
    private readonly SectionReloads[] _reloads;

    public ClientPipeline(LogServiceClientOptions options, Telemetry telemetry, ILogger logger)
    {
        Endpoint = LogServiceEndpoint.TryParse(options.Endpoint, out var endpoint, out var problem) ? endpoint : throw new InvalidOperationException(problem);
        StatusLookback = options.StatusLookback;
        Clock = new SkewCorrectedTimeProvider(options.TimeProvider);
        Telemetry = telemetry;
        Logger = logger;
        _credentials = options.Credentials;
        _configureConnections = options.ConfigureHttpHandler;
        if (_credentials is IContextualCredentialsProvider provider)
        {
            provider.Context.Warnings = new CredentialsWarnings(hint => Log.ProfileVariableIgnored(logger, hint), address => Log.CredentialsUnencrypted(logger, address));
        }

        if (Endpoint.Address is { Scheme: "http", IsLoopback: false })
        {
            Log.EndpointUnencrypted(logger, Endpoint.Address.Authority);
        }

        _signer = new RequestSigner(options.SignatureVersion, options.Region ?? Endpoint.Region);
        _resilience = new LogServiceResilience(options, Clock, telemetry, logger);
        _reloads = [.. options.BoundSections.Select(section => new SectionReloads(section, options.BoundCredentials, logger))];
    }

    public LogServiceEndpoint Endpoint { get; }

    public TimeSpan StatusLookback { get; }

    public SkewCorrectedTimeProvider Clock { get; }

    public Telemetry Telemetry { get; }

    public ILogger Logger { get; }

    /// <summary>The connections of a client that is not given others, to be prepared before their use.</summary>
    public SocketsHttpHandler Connections { get; } = new();

    /// <summary>Prepares the connections of the client, its own or others.</summary>
    /// <exception cref="InvalidOperationException">The connections cannot be prepared.</exception>
    public void PrepareConnections(HttpMessageHandler connections) => PrimaryHandler.Prepare(connections, _configureConnections);

    /// <summary>Removes the resilience handlers that the application adds to all its HTTP clients: the client has its own.</summary>
    public void RemoveResilience(IList<DelegatingHandler> ofAllClients)
    {
        if (ApplicationResilience.Remove(ofAllClients) is { Length: > 0 } removed)
        {
            Log.ResilienceHandlersRemoved(Logger, removed);
        }
    }

    /// <summary>Puts the handlers around those of the application.</summary>
    public void AddHandlersAround(IList<DelegatingHandler> application)
    {
        if (ApplicationResilience.Find(application) is { Length: > 0 } nested)
        {
            Log.ResilienceHandlersNested(Logger, nested);
        }

        var hasHandlers = application.Count > 0;
        application.Insert(0, new ResilienceHandler(_resilience, Endpoint, Clock, new ResponseReceiver(Clock), hasHandlers));
        if (hasHandlers)
        {
            application.Add(new DecompressionHandler());
        }

        application.Add(new SigningHandler(_signer, _credentials, Clock, isSeenAfterwards: hasHandlers));
    }

    /// <summary>Creates the HttpClient of a client that has no container.</summary>
    public HttpClient CreateHttpClient()
    {
        List<DelegatingHandler> handlers = [];
        AddHandlersAround(handlers);
        PrepareConnections(Connections);
        HttpMessageHandler outermost = Connections;
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = outermost;
            outermost = handlers[i];
        }

        var http = new HttpClient(outermost);
        Configure(http);
        return http;
    }

    /// <summary>Leaves all time-outs to the strategies.</summary>
    public static void Configure(HttpClient http) => http.Timeout = Timeout.InfiniteTimeSpan;

    public void Dispose()
    {
        foreach (var reloads in _reloads)
        {
            reloads.Dispose();
        }

        Connections.Dispose();
        _resilience.Dispose();
        _signer.Dispose();
    }
}
