namespace ShipperClient.Internal.Loops;

/// <summary>What a loop takes from a client that may be a substitute: mock libraries answer null and zero for members that nobody configured.</summary>
internal static class ClientDefaults
{
    public static readonly TimeSpan StatusLookback = TimeSpan.FromHours(24);

    public static TimeProvider ClockOf(LogServiceClient client) => client.Clock ?? TimeProvider.System;

    public static TimeSpan StatusLookbackOf(LogServiceClient client) => client.StatusLookback > TimeSpan.Zero ? client.StatusLookback : StatusLookback;
}
