namespace ShipperClient;

/// <summary>What became of one batch of a bulk retry.</summary>
/// <param name="Number">The batch's number, from 1.</param>
/// <param name="BatchCount">How many batches the bulk retry has.</param>
/// <param name="TaskIds">The ids of the batch, ten at most.</param>
/// <param name="Error">Why the batch was not taken, or <see langword="null"/> where it was.</param>
public sealed record ShipperRetryBatch(int Number, int BatchCount, IReadOnlyList<string> TaskIds, LogServiceException? Error)
{
    /// <summary>Whether the service took the batch for another try.</summary>
    public bool Succeeded => Error is null;
}
