using ShipperClient.Cli.Reports;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Screens;

/// <summary>The screen of <c>status</c> and <c>watch</c>: one shipper in full, or the table of many.</summary>
internal static class StatusView
{
    public static IRenderable Of(StatusReport report, int width, Room room, StatusReport? before = null) => report.Target.Shipper is null
        ? OverviewScreen.Of(report, width, room, before)
        : StatusScreen.Of(report.Shippers[0], report.Window, width, room, before?.Shippers[0]);
}
