using System.CommandLine;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<bool> _verbose = Flag.Create("--verbose", "Write the log and the stack trace of an error to standard error; never secrets");
    private readonly Option<bool> _noColor = Flag.Create("--no-color", "No colors [NO_COLOR]");

    public void AddTo(Command command)
    {
        _verbose.Recursive = true;
        _noColor.Recursive = true;
        command.Options.Add(_verbose);
        command.Options.Add(_noColor);
    }

    public bool IsVerbose(ParseResult parsed) => parsed.GetValue(_verbose);

    public Terminal OpenTerminal(ParseResult parsed) => Terminal.Open(parsed.GetValue(_noColor));
}
