using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Screens;

/// <summary>What a screen is about: the target and the window, on one line where there is room.</summary>
internal static class Heading
{
    private const string Gap = "  ";

    public static string Of(string target, Window window, int width) =>
        target.Length + Gap.Length + window.ToString().Length <= width ? $"[bold]{target}[/]{Gap}{window}" : $"[bold]{target}[/]\n{window}";
}
