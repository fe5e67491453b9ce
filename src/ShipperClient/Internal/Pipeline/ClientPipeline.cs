using Microsoft.Extensions.Logging;
using Polly;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Signing;
using ShipperClient.Internal.Time;

namespace ShipperClient.Internal.Pipeline;

/// <summary>What lives as long as a client and is its own: clock, circuit, signer and connections. Its handlers hold references to it only.</summary>
internal sealed class ClientPipeline : IDisposable
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly ILogServiceCredentialsProvider _credentials;
    private readonly RequestSigner _signer;
    private readonly ResiliencePipeline<HttpResponseMessage> _resilience;

    public ClientPipeline(LogServiceClientOptions options, Telemetry telemetry, ILogger logger)
    {
        Endpoint = LogServiceEndpoint.TryParse(options.Endpoint, out var endpoint, out var problem) ? endpoint : throw new InvalidOperationException(problem);
        Clock = new SkewCorrectedTimeProvider(options.TimeProvider);
        _credentials = options.Credentials;
        _signer = new RequestSigner(options.SignatureVersion, options.Region ?? Endpoint.Region);
        _resilience = new LogServiceResilience(options, Clock, telemetry, logger).Build();
    }

    public LogServiceEndpoint Endpoint { get; }

    public SkewCorrectedTimeProvider Clock { get; }

    /// <summary>The connections.</summary>
    public SocketsHttpHandler Connections { get; } = new()
    {
        AllowAutoRedirect = false, // a signed request goes nowhere else
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
    };

    public ResilienceHandler CreateResilienceHandler() => new(_resilience, Clock);

    public ResponseHandler CreateResponseHandler() => new(Clock);

    public SigningHandler CreateSigningHandler() => new(_signer, _credentials, Clock);

    public void Dispose()
    {
        Connections.Dispose();
        _signer.Dispose();
    }
}
