using System.CommandLine;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper help</c>: the help page, of a command if one is named.</summary>
internal sealed class HelpCommand : Subcommand
{
    private readonly Argument<string?> _command = new("command") { Description = Strings.Get("HelpTarget"), Arity = ArgumentArity.ZeroOrOne };

    public HelpCommand()
        : base("help", Strings.Get("HelpDescription"), "shipper help retry")
    {
        Arguments.Add(_command);
        SetAction((parsed, cancellationToken) =>
        {
            string[] command = parsed.GetValue(_command) is { } name ? [name] : [];
            return ((ShipperCommand)parsed.RootCommandResult.Command).RunAsync([.. command, "--help"]);
        });
    }
}
