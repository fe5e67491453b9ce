using System.CommandLine;
using System.CommandLine.Completions;

namespace ShipperClient.Cli.Commands;

/// <summary>The hidden command that the completion scripts call: what may follow, a word a line, with its description after a tab.</summary>
internal sealed class CompleteCommand : Command
{
    private readonly Argument<int> _position = new("position");
    private readonly Argument<string> _line = new("line");

    public CompleteCommand()
        : base("__complete")
    {
        Hidden = true;
        Arguments.Add(_position);
        Arguments.Add(_line);
        SetAction(parsed => Write(parsed.RootCommandResult.Command, parsed.GetRequiredValue(_line), parsed.GetRequiredValue(_position), parsed.InvocationConfiguration.Output));
    }

    private static void Write(Command root, string line, int position, TextWriter output)
    {
        var text = line[..Math.Clamp(position, 0, line.Length)];
        var word = text[(text.LastIndexOf(' ') + 1)..];
        var found = word.IndexOf('=') is > 0 and var end ? Values(root, text, word[..end]) : root.Parse(text).GetCompletions(text.Length);
        foreach (var item in found.Where(item => item.Label.StartsWith(word, StringComparison.Ordinal)).DistinctBy(static item => item.Label, StringComparer.Ordinal))
        {
            output.Write(item.Detail is { Length: > 0 } description ? $"{item.Label}\t{description}\n" : $"{item.Label}\n");
        }
    }

    // The parser completes "--output json", but not "--output=json".
    private static IEnumerable<CompletionItem> Values(Command root, string text, string name)
    {
        var option = root.Parse(text).CommandResult.Command.Options.Concat(root.Options).FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name, StringComparer.Ordinal));
        return option?.GetCompletions(CompletionContext.Empty).Select(value => new CompletionItem($"{name}={value.Label}")) ?? [];
    }
}
