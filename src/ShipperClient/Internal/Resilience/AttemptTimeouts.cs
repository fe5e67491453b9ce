using System.Collections.Concurrent;

namespace ShipperClient.Internal.Resilience;

/// <summary>The time-outs of first attempts. Those that did not end an attempt serve another one, with their timer.</summary>
internal sealed class AttemptTimeouts(TimeSpan timeout, TimeProvider clock) : IDisposable
{
    private const int Capacity = 64;

    private readonly ConcurrentQueue<CancellationTokenSource> _idle = [];

    public TimeSpan Timeout => timeout;

    /// <summary>Starts the time of an attempt, which a cancellation of the call ends as well.</summary>
    public Lease Start(CancellationToken call)
    {
        if (_idle.TryDequeue(out var source))
        {
            source.CancelAfter(timeout);
        }
        else
        {
            source = new CancellationTokenSource(timeout, clock);
        }

        return new Lease(this, source, call);
    }

    public void Dispose()
    {
        while (_idle.TryDequeue(out var source))
        {
            source.Dispose();
        }
    }

    // Only a timer of the system's clock can be reset.
    private void Return(CancellationTokenSource source)
    {
        if (clock == TimeProvider.System && _idle.Count < Capacity && source.TryReset())
        {
            _idle.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }

    /// <summary>The time of one attempt.</summary>
    public readonly struct Lease : IDisposable
    {
        private readonly AttemptTimeouts _owner;
        private readonly CancellationTokenSource _source;
        private readonly CancellationToken _call;
        private readonly CancellationTokenRegistration _registration;

        public Lease(AttemptTimeouts owner, CancellationTokenSource source, CancellationToken call)
        {
            (_owner, _source, _call) = (owner, source, call);
            _registration = call.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        }

        public CancellationToken Token => _source.Token;

        /// <summary>Whether an attempt ended so because its time was up.</summary>
        public bool HasEnded(Exception exception) => exception is OperationCanceledException && _source.IsCancellationRequested && !_call.IsCancellationRequested;

        public void Dispose()
        {
            _registration.Dispose(); // waits for a cancellation under way: the next attempt must not see it
            _owner.Return(_source);
        }
    }
}
