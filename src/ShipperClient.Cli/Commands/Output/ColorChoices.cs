namespace ShipperClient.Cli.Commands.Output;

/// <summary>The variables that switch colors off and on: NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE. An empty one is not set.</summary>
internal static class ColorChoices
{
    private const string NoColor = "NO_COLOR";

    public static ColorChoice FromEnvironment()
    {
        if (IsSet(NoColor))
        {
            return ColorChoice.Never;
        }

        // Spectre takes an empty one for set.
        Environment.SetEnvironmentVariable(NoColor, null);
        return IsOn("FORCE_COLOR") || IsOn("CLICOLOR_FORCE") ? ColorChoice.Always : ColorChoice.Auto;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static bool IsOn(string variable) => IsSet(variable) && Environment.GetEnvironmentVariable(variable) is not ("0" or "false");
}
