using System.CommandLine;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>The options that select failed tasks.</summary>
internal sealed class FilterOptions
{
    private static readonly Dictionary<string, ShipperFailureReason> Reasons = Enum.GetValues<ShipperFailureReason>()
        .Where(static reason => reason != ShipperFailureReason.None).ToDictionary(static reason => TaskWord.From(reason)!, StringComparer.OrdinalIgnoreCase);

    private readonly Option<HashSet<ShipperFailureReason>?> _reason = new("--reason")
    {
        HelpName = "words",
        Description = Strings.Get("ReasonOption", string.Join(", ", Reasons.Keys)),
        CustomParser = static result =>
        {
            HashSet<ShipperFailureReason> found = [];
            foreach (var word in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!Reasons.TryGetValue(word, out var reason))
                {
                    result.AddError(DidYouMean.Find(word, Reasons.Keys) is { } meant ? Strings.Get("ReasonUnknownMeant", word, meant) : Strings.Get("ReasonUnknown", word, string.Join(", ", Reasons.Keys)));
                    return null;
                }

                found.Add(reason);
            }

            return found;
        },
    };

    private readonly Option<string?> _message = new("--message") { HelpName = "text", Description = Strings.Get("MessageOption") };
    private readonly Option<string?> _code = new("--code") { HelpName = "code", Description = Strings.Get("CodeOption") };

    public FilterOptions() => _reason.CompletionSources.Add(static context => Reasons.Keys.Select(static reason => new System.CommandLine.Completions.CompletionItem(reason)));

    public void AddTo(Command command)
    {
        command.Options.Add(_reason);
        command.Options.Add(_message);
        command.Options.Add(_code);
    }

    public IReadOnlySet<ShipperFailureReason>? ReadReasons(ParseResult parsed) => parsed.GetValue(_reason);

    public string? ReadMessage(ParseResult parsed) => parsed.GetValue(_message);

    public string? ReadCode(ParseResult parsed) => parsed.GetValue(_code);
}
