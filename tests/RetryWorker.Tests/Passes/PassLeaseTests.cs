using ShipperClient;
using ShipperClient.TestSupport;
using ShipperClient.Worker.Passes;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.States;

namespace RetryWorker.Tests.Passes;

/// <summary>A pass ends before its lease can.</summary>
public sealed class PassLeaseTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Store _store = new();

    [Fact]
    public async Task Lease_is_renewed_while_the_pass_runs()
    {
        await using var lease = Start();

        for (var i = 1; i <= 20; i++)
        {
            await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(5));
            _clock.Advance(TimeSpan.FromSeconds(5));
            await UntilAsync(() => _store.Renewals == i);
        }

        Assert.False(lease.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Pass_is_cancelled_before_a_lease_that_cannot_be_renewed_ends()
    {
        _store.IsAway = true;
        _clock.AutoFire = static _ => true;
        await using var lease = Start();

        await UntilAsync(() => lease.Token.IsCancellationRequested);

        Assert.InRange(_clock.GetElapsedTime(0), TimeSpan.FromSeconds(5), _store.Lease!.Value - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Pass_that_was_frozen_for_longer_than_its_lease_saves_nothing()
    {
        // No timer fires, as in a process that was stopped and goes on in the middle of a statement.
        var frozen = new ManualTimeProvider();
        await using var stale = new PassLease(_store, Claim(), -16 * frozen.TimestampFrequency, frozen, CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stale.SaveAsync(static state => state.RecordAttempt(["a"], default), CancellationToken.None));
        Assert.Equal(0, _store.Saves);
        Assert.Equal(0, stale.State.TriesOf("a"));
    }

    [Fact]
    public async Task Pass_is_cancelled_when_another_instance_has_taken_over()
    {
        await using var lease = Start();
        _store.IsTaken = true;

        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(() => lease.Token.IsCancellationRequested);

        Assert.True(lease.IsFenced);
    }

    private static StateClaim Claim() => new(new ShipperReference("a", "b", "c"), 1, new RetryState());

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private PassLease Start() => new(_store, Claim(), _clock.GetTimestamp(), _clock, CancellationToken.None);

    private sealed class Store : IRetryStateStore
    {
        private int _renewals;

        public bool IsAway { get; set; }

        public bool IsTaken { get; set; }

        public int Renewals => Volatile.Read(ref _renewals);

        public int Saves { get; private set; }

        public TimeSpan? Lease => TimeSpan.FromSeconds(15);

        public string? Problem => null;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<ClaimResult> ClaimAsync(ShipperReference shipper, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SaveAsync(StateClaim claim, CancellationToken cancellationToken)
        {
            Saves++;
            return Task.CompletedTask;
        }

        public Task RenewAsync(StateClaim claim, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _renewals);
            return IsAway ? throw new IOException("The database is away.") : IsTaken ? throw new FenceLostException(claim.Shipper) : Task.CompletedTask;
        }

        public Task ReleaseAsync(StateClaim claim, PassReport? report, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetShippersAsync(IReadOnlyCollection<ShipperReference> shippers, IReadOnlyCollection<string> unknown, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
