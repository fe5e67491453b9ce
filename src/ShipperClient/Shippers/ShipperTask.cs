namespace ShipperClient;

/// <summary>One task of a shipper: the delivery of a part of the Logstore's logs to OSS or MaxCompute.</summary>
public sealed record ShipperTask
{
    // Times in ticks of UTC, and one value for null: a list of tasks is long, and a nullable number takes twice the memory, a nullable time three times.
    private const long None = long.MinValue;
    private const long NotCounted = long.MinValue + 1; // the least number stands for any below it

    private readonly long _createdAt = DateTimeOffset.UnixEpoch.UtcTicks;
    private readonly long _lastDataReceivedAt = None;
    private readonly long _finishedAt = None;
    private readonly long _dataLines = NotCounted;

    /// <summary>Gets the id of the task, unique and opaque, for <see cref="LogServiceClient.RetryShipperTasksAsync"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the status of the task.</summary>
    public ShipperTaskStatus Status { get; init; }

    /// <summary>Gets the service's code of the failure as it was sent, such as <c>UnAuthorized</c>.</summary>
    /// <value>Untrusted text, which may contain control characters: clean or escape it before it is shown or logged. <see langword="null"/> if the service sent none.</value>
    public string? Code { get; init; }

    /// <summary>Gets the service's message of the failure as it was sent.</summary>
    /// <value>Untrusted text, which may contain control characters: clean or escape it before it is shown or logged. <see langword="null"/> if it was empty or absent.</value>
    public string? Message { get; init; }

    /// <summary>Gets the reason of the failure, by <see cref="Code"/> or else by <see cref="Message"/>.</summary>
    /// <value><see cref="ShipperFailureReason.None"/> for a task that has not failed.</value>
    public ShipperFailureReason FailureReason { get; init; }

    /// <summary>Gets the creation time of the task, in UTC, to the second.</summary>
    /// <value>1970-01-01 if the service sent none.</value>
    public DateTimeOffset CreatedAt
    {
        get => new(_createdAt, TimeSpan.Zero);
        init => _createdAt = value.UtcTicks;
    }

    /// <summary>Gets the time at which the newest log of the task was received, in UTC, to the second.</summary>
    /// <value><see langword="null"/> if it is not known yet.</value>
    public DateTimeOffset? LastDataReceivedAt
    {
        get => Time(_lastDataReceivedAt);
        init => _lastDataReceivedAt = value?.UtcTicks ?? None;
    }

    /// <summary>Gets the time at which the task finished, in UTC, to the second.</summary>
    /// <value><see langword="null"/> while the task runs.</value>
    public DateTimeOffset? FinishedAt
    {
        get => Time(_finishedAt);
        init => _finishedAt = value?.UtcTicks ?? None;
    }

    /// <summary>Gets the number of log lines that the task delivered.</summary>
    /// <value><see langword="null"/> if the service sent none.</value>
    public long? DataLines
    {
        get => _dataLines == NotCounted ? null : _dataLines;
        init => _dataLines = value ?? NotCounted;
    }

    private static DateTimeOffset? Time(long ticks) => ticks == None ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
