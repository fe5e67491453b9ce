namespace ShipperClient.Benchmarks;

/// <summary>What is asked of a call of the library against the same call by hand.</summary>
/// <param name="Time">Mean time a call: at most.</param>
/// <param name="Allocated">Bytes allocated a call: at most.</param>
/// <param name="Throughput">Calls per second of 16 callers: at least.</param>
internal sealed record Bars(double Time, double Allocated, double Throughput);
