using System.CommandLine;

namespace ShipperClient.Cli.Settings;

/// <summary>Options that take a length of time.</summary>
internal static class TimeOption
{
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        HelpName = "time",
        Description = description,
        CustomParser = result =>
        {
            if (Duration.TryParse(result.Tokens[0].Value, out var duration))
            {
                return duration;
            }

            result.AddError($"{name} must be {Duration.Form}, but is \"{result.Tokens[0].Value}\".");
            return null;
        },
    };
}
