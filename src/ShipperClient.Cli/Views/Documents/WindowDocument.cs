using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Views.Documents;

/// <summary>The window in JSON. Times are <see cref="DateTime"/> of UTC everywhere here, because those are written with a Z.</summary>
internal sealed record WindowDocument(DateTime From, DateTime To)
{
    public static WindowDocument Create(Window window) => new(window.From.UtcDateTime, window.To.UtcDateTime);
}
