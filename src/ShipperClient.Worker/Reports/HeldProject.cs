namespace ShipperClient.Worker.Reports;

/// <summary>A project that the service throttles.</summary>
internal sealed record HeldProject(string Project, DateTimeOffset Until);
