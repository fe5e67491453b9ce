namespace ShipperClient.Testing.Internal.Faults;

internal enum FaultKind
{
    Response,
    Latency,
    Reset,
    Truncated,
    Drip,
    Oversized,
    ClockOffset,
}
