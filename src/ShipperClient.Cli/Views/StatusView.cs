using ShipperClient.Cli.Reports;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>The screen of <c>status</c> and <c>watch</c>: one shipper in full, or the table of many.</summary>
internal static class StatusView
{
    public static IRenderable Create(StatusReport report, int width, ScreenBudget budget, StatusReport? before = null) => report.Single is { } shipper
        ? ShipperView.Create(shipper, report.Window, width, budget, before?.Single)
        : OverviewView.Create(report, width, budget, before);
}
