namespace ShipperClient.Benchmarks;

/// <summary>A call of a storm: when it began, when its last attempt ended (0 where none was made) and when its caller was told, as timestamps, and what went wrong.</summary>
internal sealed record StormCall(long Begun, long LastAttempt, long Told, Exception? Error);
