using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary>A mistake in the arguments as one line: the first that is found.</summary>
internal static class ArgumentError
{
    public static string? Find(ParseResult parsed, IReadOnlyList<string> arguments) => Cause(parsed, arguments) is { } cause
        ? TextSanitizer.Sanitize($"{cause} See: {PathOf(parsed)} --help")
        : null;

    private static string? Cause(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        if (FlagWithValue(parsed, arguments) is { } flag)
        {
            return $"{flag} takes no value.";
        }

        if (UnknownOption(parsed, arguments) is { } unknown)
        {
            return Unknown(unknown, parsed);
        }

        if (parsed.Action is not ParseErrorAction)
        {
            return null;
        }

        // A mistyped command is reported as unknown, rather than as missing.
        return parsed.UnmatchedTokens.Count > 0 ? Unknown(parsed.UnmatchedTokens[0], parsed) : OneLine(parsed.Errors[0].Message);
    }

    // The parser would take it for one more target or id, if a command takes any number of them. After "--" it may be one.
    private static string? UnknownOption(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var options = arguments.TakeWhile(static argument => argument != "--").ToHashSet(StringComparer.Ordinal);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens)
            .Select(static token => token.Value).FirstOrDefault(word => word.Length > 1 && word[0] == '-' && options.Contains(word));
    }

    private static string Unknown(string word, ParseResult parsed) => $"\"{word}\" is not known here.{Suggestion(word, parsed)}";

    // The parser would take the value for the next argument: a task id, for example.
    private static string? FlagWithValue(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var flags = Known(parsed).Where(static option => option.Arity.MaximumNumberOfValues == 0).SelectMany(Names).ToList();
        return arguments.TakeWhile(static argument => argument != "--")
            .Select(argument => flags.Find(flag => argument.StartsWith(flag, StringComparison.Ordinal) && argument.AsSpan(flag.Length) is ['=' or ':', ..]))
            .FirstOrDefault(static flag => flag is not null);
    }

    private static string Suggestion(string word, ParseResult parsed)
    {
        var mistyped = word.Split('=')[0];
        var candidates = mistyped.StartsWith('-') ? Known(parsed).SelectMany(Names) : parsed.CommandResult.Command.Subcommands.Select(static command => command.Name);
        return DidYouMean.Find(mistyped, candidates) is { } meant ? $" Did you mean {meant}?" : "";
    }

    private static IEnumerable<Option> Known(ParseResult parsed) => parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options).Where(static option => !option.Hidden);

    private static IEnumerable<string> Names(Option option) => option.Aliases.Prepend(option.Name);

    // The accepted words come one a line.
    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings("\n").TrimEnd()
            .Replace(":\n\t", ": ", StringComparison.Ordinal)
            .Replace("\n\t", ", ", StringComparison.Ordinal);
        return line.EndsWith('.') || line.EndsWith('?') ? line : line + ".";
    }

    private static string PathOf(ParseResult parsed) => parsed.CommandResult.Command is var command && command == parsed.RootCommandResult.Command
        ? command.Name
        : $"{parsed.RootCommandResult.Command.Name} {command.Name}";
}
