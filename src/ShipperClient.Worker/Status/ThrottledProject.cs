namespace ShipperClient.Worker.Status;

/// <summary>A project that the service throttles.</summary>
internal sealed record ThrottledProject(string Project, DateTimeOffset Until);
