namespace ShipperClient.Internal.Resilience;

/// <summary>Ends an attempt when its time is up, or when the call is canceled.</summary>
internal sealed class AttemptTimeout : CancellationTokenSource
{
    private readonly CancellationToken _call;
    private readonly CancellationTokenRegistration _registration;

    public AttemptTimeout(TimeSpan timeout, TimeProvider clock, CancellationToken call)
        : base(timeout, clock)
    {
        _call = call;
        _registration = call.UnsafeRegister(static attempt => ((AttemptTimeout)attempt!).Cancel(), this);
    }

    /// <summary>Whether an attempt ended so because its time was up.</summary>
    public bool HasEnded(Exception exception) => exception is OperationCanceledException && IsCancellationRequested && !_call.IsCancellationRequested;

    protected override void Dispose(bool disposing)
    {
        _registration.Dispose();
        base.Dispose(disposing);
    }
}
