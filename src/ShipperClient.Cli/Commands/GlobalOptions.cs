using System.CommandLine;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<bool> _verbose = Flag.Create("--verbose", Strings.Get("VerboseOption"));
    private readonly Option<bool> _noColor = Flag.Create("--no-color", Strings.Get("NoColorOption"));

    // Read before the parser is there, because the descriptions of the options are in that language already.
    private readonly Option<string?> _lang = Choice.From(new Option<string?>(Language.OptionName) { HelpName = "en|zh-CN", Description = Strings.Get("LangOption") }, [.. Language.Names]);

    public void AddTo(Command command)
    {
        _verbose.Recursive = true;
        _noColor.Recursive = true;
        _lang.Recursive = true;
        command.Options.Add(_verbose);
        command.Options.Add(_noColor);
        command.Options.Add(_lang);
    }

    public bool IsVerbose(ParseResult parsed) => parsed.GetValue(_verbose);

    public Terminal OpenTerminal(ParseResult parsed) => Terminal.Open(parsed.GetValue(_noColor));
}
