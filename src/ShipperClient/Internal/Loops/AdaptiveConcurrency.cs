namespace ShipperClient.Internal.Loops;

/// <summary>How many calls a bulk retry makes at a time: throttling and an unavailable service halve the number, and each success adds one.</summary>
internal sealed class AdaptiveConcurrency(int maxConcurrency)
{
    private static readonly TimeSpan LongestWaitForCircuit = TimeSpan.FromMinutes(1);

    private volatile bool _isDown;
    private int _reduction;

    public int Limit => maxConcurrency - _reduction;

    /// <summary>Whether a batch waits for the circuit to close. After one batch has waited in vain, the others do not wait until one succeeds.</summary>
    /// <param name="waited">How long the batch has waited already.</param>
    public bool ShouldWaitForCircuit(TimeSpan waited) => waited < LongestWaitForCircuit && !_isDown;

    /// <summary>Adjusts the limit to the outcome of a batch.</summary>
    /// <param name="error">The batch's error, or <see langword="null"/> if the service took it.</param>
    public void Record(LogServiceException? error)
    {
        _isDown = error is LogServiceUnavailableException { IsCircuitOpen: true } || (_isDown && error is not null);
        _reduction = error is LogServiceThrottledException or LogServiceUnavailableException
            ? maxConcurrency - Math.Max(1, Limit / 2)
            : Math.Max(0, _reduction - 1);
    }
}
