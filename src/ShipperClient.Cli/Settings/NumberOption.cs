using System.CommandLine;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>Options that take a whole number.</summary>
internal static class NumberOption
{
    public static Option<int?> Create(string name, string helpName, string description, int minimum, int maximum = int.MaxValue) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
            {
                return number;
            }

            result.AddError(Strings.Get("NumberMistake", name, minimum, maximum, text));
            return null;
        },
    };
}
