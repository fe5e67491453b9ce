using ShipperClient;

namespace RetryWorker;

/// <summary>What one pass over one shipper found and did.</summary>
internal sealed record PassReport(ShipperReference Shipper)
{
    /// <summary>How many tasks of the window stood as failed.</summary>
    public int Failed { get; init; }

    /// <summary>How many of them had been retried before, and not been given up yet.</summary>
    public int FailedAgain { get; init; }

    /// <summary>How many the service took for another try.</summary>
    public int Retried { get; init; }

    /// <summary>How many of the failed are given up, in this pass or before.</summary>
    public int GivenUp { get; init; }

    /// <summary>The newest data that any pass knew of; <see langword="null"/> where no task ever told.</summary>
    public DateTimeOffset? LastDataReceivedAt { get; init; }

    /// <summary>Why the pass did not get through; <see langword="null"/> where it did.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether the shipper is out of reach. Too many requests, or one refused batch, are no reason to think so.</summary>
    public bool IsUnreachable => Error is not (null or LogServiceThrottledException or LogServiceInvalidRequestException);
}
