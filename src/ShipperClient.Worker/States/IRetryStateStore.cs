using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.States;

/// <summary>Keeps the state of every shipper, and grants the right to work on it to one pass at a time.</summary>
internal interface IRetryStateStore
{
    /// <summary>Gets how long a claim holds without being renewed, or <see langword="null"/> if it holds until it is released.</summary>
    TimeSpan? Lease { get; }

    /// <summary>Gets why tries would not survive a restart, or <see langword="null"/> if they would.</summary>
    string? Problem { get; }

    /// <summary>Reads what an earlier worker left.</summary>
    /// <exception cref="RetryWorkerStartException">The states cannot be read or written.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    Task<ClaimResult> ClaimAsync(ShipperReference shipper, CancellationToken cancellationToken);

    /// <summary>Saves the state of a claim and renews its lease.</summary>
    /// <exception cref="FenceLostException">The shipper has been claimed since.</exception>
    Task SaveAsync(StateClaim claim, CancellationToken cancellationToken);

    /// <summary>Renews the lease of a claim without saving.</summary>
    /// <exception cref="FenceLostException">The shipper has been claimed since.</exception>
    Task RenewAsync(StateClaim claim, CancellationToken cancellationToken);

    /// <summary>Saves the state and the report of a pass, if it has one, and ends the claim.</summary>
    /// <exception cref="FenceLostException">The shipper has been claimed since.</exception>
    Task ReleaseAsync(StateClaim claim, PassReport? report, CancellationToken cancellationToken);

    /// <summary>Adds shippers that have joined, and forgets those that have left, except those of names that could not be listed.</summary>
    Task SetShippersAsync(IReadOnlyCollection<ShipperReference> shippers, IReadOnlyCollection<string> unknown, CancellationToken cancellationToken);
}
