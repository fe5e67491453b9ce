using System.CommandLine;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>The option for the format of the data.</summary>
internal sealed class OutputOption
{
    private readonly string[] _names;
    private readonly Option<string?> _option;

    /// <param name="hasHtml">Whether the command writes a page for a handover.</param>
    public OutputOption(bool hasHtml)
    {
        _names = hasHtml ? ["table", "json", "jsonl", "csv", "html"] : ["table", "json", "jsonl", "csv"];
        _option = Choice.From(new Option<string?>("--output", "-o")
        {
            HelpName = string.Join('|', _names),
            Description = hasHtml ? Strings.Get("OutputWithHtml") : Strings.Get("OutputFormat"),
        }, _names);
    }

    public void AddTo(Command command) => command.Options.Add(_option);

    public OutputFormat Read(ParseResult parsed, ConfigFile file) => (parsed.GetValue(_option) ?? file.OneOf(ConfigFile.Output, _names)) switch
    {
        "json" => OutputFormat.Json,
        "jsonl" => OutputFormat.JsonLines,
        "csv" => OutputFormat.Csv,
        "html" => OutputFormat.Html,
        _ => OutputFormat.Table,
    };
}
