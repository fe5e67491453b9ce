namespace ShipperClient;

/// <summary>How a <see cref="LogServiceClient"/> finds, signs for, and waits on Log Service.</summary>
/// <remarks>Checked when the client is made (in an application with a host: at its start); every mistake is reported together.</remarks>
public sealed partial class LogServiceClientOptions
{
    // Kept, to tell a provider that somebody chose from the one that nobody did.
    private readonly ILogServiceCredentialsProvider _defaultCredentials = new DefaultCredentialsProvider();

    /// <summary>Creates options with the defaults.</summary>
    public LogServiceClientOptions() => Credentials = _defaultCredentials;

    /// <summary>
    /// The region's endpoint without the project, such as <c>cn-hangzhou.log.aliyuncs.com</c>; <c>http://</c> or <c>https://</c> may stand
    /// before it and a port behind. An IPv4 address or <c>localhost</c> is connected to directly, with the project in the Host header only.
    /// </summary>
    /// <value>Required. Without a scheme it means https: the service takes http too, but then whoever is on the way reads the token.</value>
    public string? Endpoint { get; set; }

    /// <summary>Where the credentials come from.</summary>
    /// <value>The default is a <see cref="DefaultCredentialsProvider"/>: it looks where Alibaba Cloud's own clients do.</value>
    public ILogServiceCredentialsProvider Credentials { get; set; }

    /// <summary>How requests are signed.</summary>
    /// <value>The default is <see cref="SignatureVersion.V1"/>.</value>
    public SignatureVersion SignatureVersion { get; set; } = SignatureVersion.V1;

    /// <summary>The region that a <see cref="SignatureVersion.V4"/> signature is for, such as <c>cn-hangzhou</c>.</summary>
    /// <value>The default is <see langword="null"/>: read from <see cref="Endpoint"/> where it names a region.</value>
    public string? Region { get; set; }

    /// <summary>How often a call that failed for a passing reason is tried again.</summary>
    /// <value>The default is 3; 0 (never) to 20 are accepted.</value>
    public int MaxRetryAttempts { get; set; } = 3;

    /// <summary>The base of the wait before a retry: it grows exponentially, with jitter. A <c>Retry-After</c> of the service goes before it.</summary>
    /// <value>The default is 500 milliseconds; 0 to 30 seconds are accepted. No wait grows beyond 30 seconds.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long one attempt may take, from getting the credentials to the last byte of the reply.</summary>
    /// <value>The default is 10 seconds; 10 milliseconds to <see cref="TotalTimeout"/> are accepted.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call may take with all its retries and the waits between them.</summary>
    /// <value>The default is 60 seconds; 10 milliseconds to 1 hour are accepted.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How far back a window may reach, and how long it may be. The documents name both 24 and 48 hours (specification, "GetShipperStatus");
    /// where the service lists 48 for you, raise it.
    /// </summary>
    /// <value>The default is 24 hours; 1 second to 48 hours are accepted.</value>
    public TimeSpan StatusLookback { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The clock that everything goes by: signatures, windows, waits and time-outs.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
