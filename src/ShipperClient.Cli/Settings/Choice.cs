using System.CommandLine;
using System.CommandLine.Parsing;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>Options and arguments that take one of a few words.</summary>
internal static class Choice
{
    public static Option<T> From<T>(Option<T> option, params string[] accepted)
    {
        option.Validators.Add(result => Check(result, result.Tokens, accepted));
        option.CompletionSources.Clear();
        option.CompletionSources.Add(accepted);
        return option;
    }

    public static Argument<T> From<T>(Argument<T> argument, params string[] accepted)
    {
        argument.Validators.Add(result => Check(result, result.Tokens, accepted));
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add(accepted);
        return argument;
    }

    private static void Check(SymbolResult result, IReadOnlyList<Token> tokens, string[] accepted)
    {
        if (tokens.FirstOrDefault(token => !accepted.Contains(token.Value, StringComparer.Ordinal)) is { } wrong)
        {
            result.AddError(Strings.Get("ValueNotAmong", wrong.Value, string.Join(", ", accepted.Select(static word => $"'{word}'"))));
        }
    }
}
