namespace ShipperClient.Worker.Reports;

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

    /// <summary>Gets when the pass ended, or <see langword="null"/> if there has been none.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>Gets how the pass went.</summary>
    public PassOutcome Outcome { get; init; }

    /// <summary>Gets why the pass did not complete, or <see langword="null"/> if it completed.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the service's error code or the type of the exception, or <see langword="null"/> if the pass completed.</summary>
    public string? ErrorType { get; init; }
}
