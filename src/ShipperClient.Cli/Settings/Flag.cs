using System.CommandLine;

namespace ShipperClient.Cli.Settings;

/// <summary>Options that are given or not, and take no value.</summary>
internal static class Flag
{
    public static Option<bool> Create(string name, string description, params string[] aliases) => new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };
}
