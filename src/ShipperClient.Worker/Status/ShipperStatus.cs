using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ShipperClient.Worker.Status;

/// <summary>A shipper, after its last pass.</summary>
internal sealed record ShipperStatus(
    string Shipper, HealthStatus Health, string Reason, int FailedTasks, int GivenUpTasks, DateTimeOffset? LastPass, DateTimeOffset? LastDataReceivedAt);
