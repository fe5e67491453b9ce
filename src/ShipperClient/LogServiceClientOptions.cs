using Microsoft.Extensions.Logging;
using ShipperClient.Internal.Options;

namespace ShipperClient;

/// <summary>The options of a <see cref="LogServiceClient"/>: where Log Service is, and how requests to it are signed, retried and timed.</summary>
/// <remarks>They are validated when the client is created, in an application with a host when it starts; every mistake is reported.</remarks>
public sealed class LogServiceClientOptions
{
    // Kept to distinguish a provider that the application has set from the default one.
    private readonly ILogServiceCredentialsProvider _defaultCredentials = new DefaultCredentialsProvider();

    /// <summary>Initializes the options with their defaults.</summary>
    public LogServiceClientOptions() => Credentials = _defaultCredentials;

    /// <summary>
    /// Gets or sets the endpoint of the region without the project, such as <c>cn-hangzhou.log.aliyuncs.com</c>, optionally with <c>http://</c> or
    /// <c>https://</c> and a port. An IPv4 address or <c>localhost</c> is connected to directly, with the project in the Host header only.
    /// </summary>
    /// <value>Required. Without a scheme it means https: the service accepts http too, but a token can then be read on the way.</value>
    public string? Endpoint { get; set; }

    /// <summary>Gets or sets the source of the credentials.</summary>
    /// <value>The default is a <see cref="DefaultCredentialsProvider"/>, which searches the same places as Alibaba Cloud's own clients.</value>
    public ILogServiceCredentialsProvider Credentials { get; set; }

    /// <summary>Gets or sets how requests are signed.</summary>
    /// <value>The default is <see cref="SignatureVersion.V1"/>.</value>
    public SignatureVersion SignatureVersion { get; set; } = SignatureVersion.V1;

    /// <summary>Gets or sets the region that a <see cref="SignatureVersion.V4"/> signature is for, such as <c>cn-hangzhou</c>.</summary>
    /// <value>The default is <see langword="null"/>: the region is read from <see cref="Endpoint"/> if it names one.</value>
    public string? Region { get; set; }

    /// <summary>Gets or sets the maximum number of retries of a call after transient errors.</summary>
    /// <value>The default is 3. The minimum is 0 (no retries), the maximum 20.</value>
    public int MaxRetryAttempts { get; set; } = 3;

    /// <summary>Gets or sets the base of the delay before a retry, which grows exponentially with jitter. A <c>Retry-After</c> of the service takes precedence.</summary>
    /// <value>The default is 500 milliseconds. The minimum is 0, the maximum 30 seconds. No delay grows beyond 30 seconds.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets the time-out of one attempt, from obtaining the credentials to the last byte of the response.</summary>
    /// <value>The default is 10 seconds. The minimum is 10 milliseconds, the maximum <see cref="TotalTimeout"/>.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the time-out of a call with all its retries and the delays between them.</summary>
    /// <value>The default is 60 seconds. The minimum is 10 milliseconds, the maximum 1 hour.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Gets or sets how far back a window may reach, and its maximum length. The service documents both 24 and 48 hours: if it lists 48 hours for you, raise this value.
    /// </summary>
    /// <value>The default is 24 hours. The minimum is 1 second, the maximum 48 hours.</value>
    public TimeSpan StatusLookback { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Gets or sets the clock for signatures, windows, delays and time-outs.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>; in a container, the <see cref="TimeProvider"/> that is registered there, if any.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets a callback that configures the client's connections: a proxy, client certificates, a private certificate authority.</summary>
    /// <remarks>
    /// It is called once, when the client is created, for <see cref="LogServiceClient.Create"/> and in a container alike, after all that the application configures for the
    /// handler elsewhere. Redirects and cookies stay off whatever it sets, and a <see cref="SocketsHttpHandler.PooledConnectionLifetime"/> stays finite.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: the system's proxy and certificates, and connections that live for 5 minutes.</value>
    public Action<SocketsHttpHandler>? ConfigureHttpHandler { get; set; }

    /// <summary>Gets or sets the factory of the logger of a client that <see cref="LogServiceClient.Create"/> creates. In a container the container's is used.</summary>
    /// <value>The default is <see langword="null"/>: nothing is logged. The category is <c>ShipperClient.LogServiceClient</c>.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Gets <see cref="Endpoint"/> as the client reads it: its scheme, host and port.</summary>
    /// <returns>The address, or <see langword="null"/> if <see cref="Endpoint"/> cannot be used.</returns>
    public Uri? GetEndpointUri() => LogServiceEndpoint.TryParse(Endpoint, out var endpoint, out _) ? endpoint.Address : null;

    /// <summary>Gets the mistakes of a configuration section, which the validation reports with all others.</summary>
    internal List<string> BindingErrors { get; private set; } = [];

    /// <summary>Gets the configuration sections that the options come from.</summary>
    internal List<BoundSection> BoundSections { get; private set; } = [];

    /// <summary>Gets or sets the provider of the access key in the configuration section; if there is one, <see cref="Credentials"/> must be it.</summary>
    internal SectionCredentialsProvider? BoundCredentials { get; set; }

    /// <summary>Gets a value indicating whether the application has set no provider.</summary>
    internal bool HasDefaultCredentials => ReferenceEquals(Credentials, _defaultCredentials);

    /// <summary>Copies the options, so that later changes to these have no effect.</summary>
    internal LogServiceClientOptions Copy()
    {
        var copy = (LogServiceClientOptions)MemberwiseClone();
        copy.BindingErrors = [.. BindingErrors];
        copy.BoundSections = [.. BoundSections];
        return copy;
    }
}
