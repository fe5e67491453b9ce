using ShipperClient;

namespace RetryWorker.Reports;

/// <summary>What one pass over one shipper found and did.</summary>
internal sealed record PassReport(ShipperReference Shipper)
{
    /// <summary>Gets the number of failed tasks in the window.</summary>
    public int Failed { get; init; }

    /// <summary>Gets how many of them had been retried before and are not given up.</summary>
    public int FailedAgain { get; init; }

    /// <summary>Gets how many of them the service accepted for another try.</summary>
    public int Retried { get; init; }

    /// <summary>Gets how many of them are given up, in this pass or an earlier one.</summary>
    public int GivenUp { get; init; }

    /// <summary>Gets when the newest data that any pass has seen was received, or <see langword="null"/> if no task has shown it.</summary>
    public DateTimeOffset? LastDataReceivedAt { get; init; }

    /// <summary>Gets why the pass did not complete, or <see langword="null"/> if it completed.</summary>
    public Exception? Error { get; init; }

    /// <summary>Gets a value indicating whether the shipper is unreachable. Throttling, or one refused batch, does not make it so.</summary>
    public bool IsUnreachable => Error is not (null or LogServiceThrottledException or LogServiceInvalidRequestException);
}
