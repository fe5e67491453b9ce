namespace ShipperClient.Testing.Internal;

internal enum FaultKind
{
    Canned,
    Latency,
    Reset,
    Truncated,
    Drip,
    Oversized,
    ClockOffset,
}
