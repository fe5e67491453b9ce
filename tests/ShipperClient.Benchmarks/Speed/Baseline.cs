namespace ShipperClient.Benchmarks;

/// <summary>A call by hand (B), and what is asked of the library's against it.</summary>
internal sealed record Baseline(string Name, Func<Task> Call, Bars Bars);
