namespace ShipperClient;

/// <summary>The outcome of one batch of a bulk retry.</summary>
/// <param name="Number">The number of the batch, from 1.</param>
/// <param name="BatchCount">The number of batches of the bulk retry.</param>
/// <param name="TaskIds">The ids of the batch, at most ten.</param>
/// <param name="Error">The error, or <see langword="null"/> if the service accepted the batch.</param>
public sealed record ShipperRetryBatch(int Number, int BatchCount, IReadOnlyList<string> TaskIds, LogServiceException? Error)
{
    /// <summary>Gets a value indicating whether the service accepted the batch.</summary>
    public bool Succeeded => Error is null;
}
