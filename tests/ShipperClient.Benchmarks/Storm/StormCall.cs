namespace ShipperClient.Benchmarks;

/// <summary>A call of a storm: when it began and when its caller was told, as timestamps, and what went wrong.</summary>
internal sealed record StormCall(long Begun, long Told, Exception? Error);
