using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views;

/// <summary>The heading of a screen: the target and the window, on one line if it is wide enough.</summary>
internal static class Heading
{
    private const string Gap = "  ";

    public static string Format(string target, Window window, int width) =>
        target.Length + Gap.Length + CellWidth.Of(window.ToString()) <= width ? $"[bold]{target}[/]{Gap}{window}" : $"[bold]{target}[/]\n{window}";
}
