namespace ShipperClient;

/// <summary>One task of a shipper: a slice of the Logstore's logs on its way to OSS or MaxCompute.</summary>
public sealed record ShipperTask
{
    // In ticks of UTC, and none for null: a list of tasks is long, and a nullable time takes three times the room.
    private const long None = long.MinValue;

    private readonly long _createdAt = DateTimeOffset.UnixEpoch.UtcTicks;
    private readonly long _lastDataReceivedAt = None;
    private readonly long _finishedAt = None;

    /// <summary>The task's id, unique and opaque; give it to <see cref="LogServiceClient.RetryShipperTasksAsync"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Where the task stands.</summary>
    public ShipperTaskStatus Status { get; init; }

    /// <summary>The service's code for a failure, such as <c>UnAuthorized</c>, as it was sent; <see langword="null"/> where there was none.</summary>
    public string? Code { get; init; }

    /// <summary>The service's text for a failure, as it was sent; <see langword="null"/> where it was empty or absent.</summary>
    public string? Message { get; init; }

    /// <summary>Why the task failed, told from <see cref="Code"/>, else from <see cref="Message"/>.</summary>
    /// <value><see cref="ShipperFailureReason.None"/> for a task that has not failed.</value>
    public ShipperFailureReason FailureReason { get; init; }

    /// <summary>When the task was created, in UTC, to the second; 1970-01-01 where the service does not say.</summary>
    public DateTimeOffset CreatedAt
    {
        get => new(_createdAt, TimeSpan.Zero);
        init => _createdAt = value.UtcTicks;
    }

    /// <summary>When the newest log of the task was received, in UTC, to the second; <see langword="null"/> while it is not known.</summary>
    public DateTimeOffset? LastDataReceivedAt
    {
        get => Time(_lastDataReceivedAt);
        init => _lastDataReceivedAt = value?.UtcTicks ?? None;
    }

    /// <summary>When the task ended, in UTC, to the second; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? FinishedAt
    {
        get => Time(_finishedAt);
        init => _finishedAt = value?.UtcTicks ?? None;
    }

    /// <summary>How many log lines the task shipped; <see langword="null"/> where the service does not say.</summary>
    public long? DataLines { get; init; }

    private static DateTimeOffset? Time(long ticks) => ticks == None ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
