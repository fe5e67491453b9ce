using ShipperClient.Worker.States;

namespace ShipperClient.Worker.Passes;

/// <summary>Keeps a claim alive while its pass runs, and cancels the pass before the lease can end.</summary>
internal sealed class PassLease : IAsyncDisposable
{
    /// <summary>How long a pass may take: what it has not done by then is left to the next.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly IRetryStateStore _store;
    private readonly StateClaim _claim;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending;
    private readonly SemaphoreSlim _saving = new(1);
    private readonly Task _renewing;
    private readonly long _start;
    private long _renewedAt;

    /// <param name="store">The store of the claim.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="claimedAt">The timestamp of <paramref name="time"/> before the shipper was claimed.</param>
    /// <param name="time">The clock of the lease.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    public PassLease(IRetryStateStore store, StateClaim claim, long claimedAt, TimeProvider time, CancellationToken cancellationToken)
    {
        _store = store;
        _claim = claim;
        _time = time;
        _start = _renewedAt = claimedAt;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _ending.Token;
        _renewing = RenewAsync();
    }

    /// <summary>Gets a token that is cancelled when the pass must stop.</summary>
    public CancellationToken Token { get; }

    public RetryState State => _claim.State;

    public bool IsFenced { get; private set; }

    // Two seconds for a request that is under way to be cancelled.
    private TimeSpan Left => (_store.Lease is { } lease ? lease - TimeSpan.FromSeconds(2) : TimeSpan.MaxValue) - _time.GetElapsedTime(Interlocked.Read(ref _renewedAt));

    /// <summary>Changes the state and saves it, so that whoever works on the shipper next knows of the change.</summary>
    public async Task SaveAsync(Action<RetryState> change, CancellationToken cancellationToken)
    {
        await _saving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ThrowIfOver();
            var now = _time.GetTimestamp();
            change(_claim.State);
            await _store.SaveAsync(_claim, cancellationToken).ConfigureAwait(false);
            Interlocked.Exchange(ref _renewedAt, now);
        }
        catch (FenceLostException)
        {
            IsFenced = true;
            throw;
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Changes the state without saving it.</summary>
    public async Task ChangeAsync(Action<RetryState> change)
    {
        await _saving.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        change(_claim.State);
        _saving.Release();
    }

    /// <summary>Throws if the lease may have ended: a process that was frozen must not go on where it was stopped.</summary>
    public void ThrowIfOver()
    {
        if (Left <= TimeSpan.Zero)
        {
            _ending.Cancel();
        }

        Token.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        _ending.Dispose();
        _saving.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (_time.GetElapsedTime(_start) < Deadline && Left > TimeSpan.Zero)
            {
                var wait = _store.Lease is { } lease ? lease / 3 : Deadline;
                await Task.Delay(wait < Left ? wait : Left, _time, Token).ConfigureAwait(false);
                if (_store.Lease is not null)
                {
                    await TryRenewAsync().ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or FenceLostException)
        {
            IsFenced |= exception is FenceLostException;
        }

        await _ending.CancelAsync().ConfigureAwait(false);
    }

    // A store that is away for a moment is asked again until the lease is over.
    private async Task TryRenewAsync()
    {
        var now = _time.GetTimestamp();
        try
        {
            await _store.RenewAsync(_claim, Token).ConfigureAwait(false);
            Interlocked.Exchange(ref _renewedAt, now);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or FenceLostException))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _time, Token).ConfigureAwait(false);
        }
    }
}
