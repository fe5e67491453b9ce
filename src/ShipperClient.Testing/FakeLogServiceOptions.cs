namespace ShipperClient.Testing;

/// <summary>Provides the settings of a <see cref="FakeLogService"/>. They are read once, when the service starts.</summary>
public sealed class FakeLogServiceOptions
{
    /// <summary>Gets or sets the clock of the service, which determines request dates, windows, the duration of retries, and the waits of faults.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the credentials that the service accepts. If they have a security token, every request must carry it.</summary>
    /// <value>The default is a made-up access key without a security token.</value>
    public LogServiceCredentials Credentials { get; set; } = new("fakeAccessKeyId", "fakeAccessKeySecret");

    /// <summary>Gets or sets the port of 127.0.0.1 that the service listens on.</summary>
    /// <value>0 to 65535. The default is 0: a free port that the system chooses, which is recommended for tests.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets the region that a v4 signature must name.</summary>
    /// <value>The default is <see langword="null"/>: any region is accepted.</value>
    public string? Region { get; set; }

    /// <summary>
    /// Gets or sets the difference between the service's clock and <see cref="TimeProvider"/>. A negative value makes the service's clock slow.
    /// <see cref="FakeLogService.ClockOffset"/> changes it later.
    /// </summary>
    /// <value>The default is <see cref="TimeSpan.Zero"/>.</value>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Gets or sets how long a retried task is running, as measured by <see cref="TimeProvider"/>.</summary>
    /// <value>Zero or more. The default is 1 second.</value>
    public TimeSpan RetryDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the function that decides the status in which a retried task ends, for every shipper that is added.
    /// <see cref="FakeShipper.RetryOutcome"/> replaces it for one shipper.
    /// </summary>
    /// <value>The default always returns <see cref="ShipperTaskStatus.Success"/>.</value>
    public Func<ShipperTask, ShipperTaskStatus> RetryOutcome { get; set; } = static _ => ShipperTaskStatus.Success;

    /// <summary>Gets or sets the maximum number of requests that <see cref="FakeLogService.Requests"/> keeps. Older requests are removed.</summary>
    /// <value>0 or more. The default is 10,000.</value>
    public int MaxRecordedRequests { get; set; } = 10_000;

    /// <summary>
    /// Gets or sets the maximum size of a request body in bytes. A larger body is answered with 413 <c>PostBodyTooLarge</c>, and the request is not
    /// recorded.
    /// </summary>
    /// <value>1 or more. The default is 65,536, which is more than ten task IDs need.</value>
    public int MaxRequestBodySize { get; set; } = 64 * 1024;

    /// <summary>
    /// Gets or sets a value indicating whether the service refuses what a web page in a browser on this machine can send: requests with an <c>Origin</c>
    /// header, and requests whose <c>Host</c> is not <c>127.0.0.1</c>, <c>localhost</c> or <c>[::1]</c>, with or without a project before it. They are
    /// answered with 403 <c>Forbidden</c>, and are not recorded.
    /// </summary>
    /// <value>The default is <see langword="false"/>: a test can send any host. Set it if the service runs for longer than a test.</value>
    public bool LoopbackOnly { get; set; }

    /// <summary>Validates the options and returns a copy, so that changes that the caller makes afterwards have no effect.</summary>
    internal static FakeLogServiceOptions Validate(FakeLogServiceOptions options)
    {
        if (options is { TimeProvider: null } or { Credentials: null } or { RetryOutcome: null })
        {
            throw new ArgumentException("TimeProvider, Credentials and RetryOutcome must not be null.", nameof(options));
        }

        if (options.RetryDuration < TimeSpan.Zero || options.MaxRecordedRequests < 0)
        {
            throw new ArgumentException("RetryDuration and MaxRecordedRequests must not be negative.", nameof(options));
        }

        if (options.Port is < 0 or > ushort.MaxValue)
        {
            throw new ArgumentException("Port must be 0 to 65535.", nameof(options));
        }

        if (options.MaxRequestBodySize < 1)
        {
            throw new ArgumentException("MaxRequestBodySize must be positive.", nameof(options));
        }

        return (FakeLogServiceOptions)options.MemberwiseClone();
    }
}
