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

        return (FakeLogServiceOptions)options.MemberwiseClone();
    }
}
