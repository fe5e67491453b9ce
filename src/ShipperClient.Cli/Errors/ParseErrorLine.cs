using System.CommandLine;
using ShipperClient.Cli.Output;

namespace ShipperClient.Cli.Errors;

/// <summary>What is wrong with the words of a call, as one line: the first thing of all that System.CommandLine found.</summary>
internal static class ParseErrorLine
{
    public static string Of(ParseResult parsed) => CleanText.Of($"{Cause(parsed)} See: {PathOf(parsed)} --help");

    // Who mistypes a command is told that it is not known, rather than that none was given.
    private static string Cause(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0
        ? $"\"{parsed.UnmatchedTokens[0]}\" is not known here."
        : OneLine(parsed.Errors[0].Message);

    // The accepted words come one a line.
    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings("\n").TrimEnd()
            .Replace(":\n\t", ": ", StringComparison.Ordinal)
            .Replace("\n\t", ", ", StringComparison.Ordinal);
        return line.EndsWith('.') ? line : line + ".";
    }

    private static string PathOf(ParseResult parsed) => parsed.CommandResult.Command is var command && command == parsed.RootCommandResult.Command
        ? command.Name
        : $"{parsed.RootCommandResult.Command.Name} {command.Name}";
}
