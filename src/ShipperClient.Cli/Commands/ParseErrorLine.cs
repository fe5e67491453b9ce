using System.CommandLine;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary>A mistake in the arguments as one line: the first that System.CommandLine reports.</summary>
internal static class ParseErrorLine
{
    public static string Format(ParseResult parsed) => TextSanitizer.Sanitize($"{Cause(parsed)} See: {PathOf(parsed)} --help");

    // A mistyped command is reported as unknown, rather than as missing.
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
