using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary>A mistake in the arguments as one line: the first that is found.</summary>
internal static class ArgumentError
{
    public static string? Find(ParseResult parsed, IReadOnlyList<string> arguments) => Cause(parsed, arguments) is { } cause
        ? TextSanitizer.Sanitize(Strings.Get("ArgumentSeeHelp", cause, PathOf(parsed)))
        : null;

    private static string? Cause(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        if (FlagWithValue(parsed, arguments) is { } flag)
        {
            return Strings.Get("FlagTakesNoValue", flag);
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
        return parsed.UnmatchedTokens.Count > 0 ? Unknown(parsed.UnmatchedTokens[0], parsed) : Describe(parsed.Errors[0]);
    }

    // The parser would take it for one more target or id, if a command takes any number of them. After "--" it may be one.
    private static string? UnknownOption(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var options = arguments.TakeWhile(static argument => argument != "--").ToHashSet(StringComparer.Ordinal);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens)
            .Select(static token => token.Value).FirstOrDefault(word => word.Length > 1 && word[0] == '-' && options.Contains(word));
    }

    private static string Unknown(string word, ParseResult parsed) => Suggestion(word, parsed) is { } meant ? Strings.Get("ArgumentUnknownMeant", word, meant) : Strings.Get("ArgumentUnknown", word);

    // The parser would take the value for the next argument: a task id, for example.
    private static string? FlagWithValue(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var flags = Known(parsed).Where(static option => option.Arity.MaximumNumberOfValues == 0).SelectMany(Names).ToList();
        return arguments.TakeWhile(static argument => argument != "--")
            .Select(argument => flags.Find(flag => argument.StartsWith(flag, StringComparison.Ordinal) && argument.AsSpan(flag.Length) is ['=' or ':', ..]))
            .FirstOrDefault(static flag => flag is not null);
    }

    private static string? Suggestion(string word, ParseResult parsed)
    {
        var mistyped = word.Split('=')[0];
        var candidates = mistyped.StartsWith('-') ? Known(parsed).SelectMany(Names) : parsed.CommandResult.Command.Subcommands.Select(static command => command.Name);
        return DidYouMean.Find(mistyped, candidates);
    }

    private static IEnumerable<Option> Known(ParseResult parsed) => parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options).Where(static option => !option.Hidden);

    private static IEnumerable<string> Names(Option option) => option.Aliases.Prepend(option.Name);

    // What the parser itself finds it says in English; what this command finds is in the language of the user already.
    private static string Describe(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Parent: OptionResult option } => Describe(option) ?? error.Message,
        OptionResult option => Describe(option) ?? error.Message,
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult command } argument => Strings.Get("ArgumentMissing", argument.Argument.Name, command.Command.Name),
        _ => error.Message,
    };

    private static string? Describe(OptionResult result) => result.Tokens.Count switch
    {
        0 => Strings.Get("OptionValueMissing", result.Option.Name),
        > 1 and var count => Strings.Get("OptionGivenTwice", result.Option.Name, count),
        _ => null,
    };

    private static string PathOf(ParseResult parsed) => parsed.CommandResult.Command is var command && command == parsed.RootCommandResult.Command
        ? command.Name
        : $"{parsed.RootCommandResult.Command.Name} {command.Name}";
}
