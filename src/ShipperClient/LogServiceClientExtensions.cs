namespace ShipperClient;

/// <summary>Loops over the methods of <see cref="LogServiceClient"/>: every page, every failed task.</summary>
public static class LogServiceClientExtensions
{
}
