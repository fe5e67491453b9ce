using System.CommandLine;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>Options that take a length of time.</summary>
internal static class TimeOption
{
    public static Option<TimeSpan?> Create(string name, string description, TimeSpan longest) => new(name)
    {
        HelpName = "time",
        Description = description,
        CustomParser = result =>
        {
            if (Duration.MistakeIn(name, result.Tokens[0].Value, longest, out var duration) is not { } mistake)
            {
                return duration;
            }

            result.AddError(mistake);
            return null;
        },
    };
}
