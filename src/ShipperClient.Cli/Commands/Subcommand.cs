using System.CommandLine;

namespace ShipperClient.Cli.Commands;

/// <summary>A command with examples, and maybe remarks, on its help page.</summary>
internal abstract class Subcommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>What the help page says in addition.</summary>
    public string? Remarks { get; protected init; }
}
