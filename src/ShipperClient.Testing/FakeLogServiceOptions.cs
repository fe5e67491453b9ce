namespace ShipperClient.Testing;

/// <summary>How a <see cref="FakeLogService"/> behaves. Read once, at its start.</summary>
public sealed class FakeLogServiceOptions
{
    /// <summary>The clock that everything goes by: request dates, windows, retries, and the waits of faults.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The credentials that the service knows. With a security token in them every request must carry it.</summary>
    /// <value>The default is a made-up access key without a token.</value>
    public LogServiceCredentials Credentials { get; set; } = new("fakeAccessKeyId", "fakeAccessKeySecret");

    /// <summary>The port of 127.0.0.1 that the service listens on.</summary>
    /// <value>The default is 0: any that is free, which is what tests want. 0 to 65535 are accepted.</value>
    public int Port { get; set; }

    /// <summary>The region that a v4 signature must be for.</summary>
    /// <value>The default is <see langword="null"/>: any region is accepted.</value>
    public string? Region { get; set; }

    /// <summary>
    /// How far the service's clock is from <see cref="TimeProvider"/>; negative where it is behind. <see cref="FakeLogService.ClockOffset"/>
    /// changes it later.
    /// </summary>
    /// <value>The default is zero.</value>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>How long a retried task is running, by <see cref="TimeProvider"/>.</summary>
    /// <value>The default is 1 second; zero and more are accepted.</value>
    public TimeSpan RetryDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What a retry ends in, for every shipper that is added; <see cref="FakeShipper.RetryOutcome"/> changes it for one, and says more.</summary>
    /// <value>The default is always <see cref="ShipperTaskStatus.Success"/>.</value>
    public Func<ShipperTask, ShipperTaskStatus> RetryOutcome { get; set; } = static _ => ShipperTaskStatus.Success;

    /// <summary>How many requests <see cref="FakeLogService.Requests"/> remembers; older ones are forgotten.</summary>
    /// <value>The default is 10,000; 0 and more are accepted.</value>
    public int MaxRecordedRequests { get; set; } = 10_000;

    /// <summary>A copy that is fit to run by: what the caller does to its own options later changes nothing.</summary>
    internal static FakeLogServiceOptions Checked(FakeLogServiceOptions options)
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
