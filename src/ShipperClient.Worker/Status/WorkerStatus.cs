using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ShipperClient.Worker.Status;

/// <summary>What the status page and its JSON show.</summary>
internal sealed record WorkerStatus(
    DateTimeOffset Now,
    HealthStatus Health,
    IReadOnlyList<InstanceStatus> Instances,
    int Shippers,
    int WaitingForFirstPass,
    int Unreachable,
    int FailedTasks,
    int GivenUpTasks,
    DateTimeOffset? OldestPass,
    IReadOnlyList<ThrottledProject> ThrottledProjects,
    string? StateProblem,
    IReadOnlyList<ShipperStatus> WorstShippers);
