using System.CommandLine;

namespace ShipperClient.Cli.Settings;

/// <summary>Options that take a length of time.</summary>
internal static class TimeOption
{
    /// <summary>The shortest time that something is done after, or within.</summary>
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static Option<TimeSpan?> Create(string name, string description, TimeSpan minimum) => new(name)
    {
        HelpName = "time",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!Duration.TryParse(text, out var duration))
            {
                result.AddError($"{name} must be {Duration.Form}, but is \"{text}\".");
            }
            else if (duration < minimum)
            {
                result.AddError($"{name} must be {Duration.Format(minimum)} or more, but is \"{text}\".");
            }
            else
            {
                return duration;
            }

            return null;
        },
    };
}
