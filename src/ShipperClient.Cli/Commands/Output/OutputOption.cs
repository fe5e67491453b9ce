using System.CommandLine;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>The option for the format of the data.</summary>
internal sealed class OutputOption
{
    private static readonly string[] Names = ["table", "json", "jsonl", "csv"];

    private readonly Option<string?> _option = new Option<string?>("--output", "-o")
    {
        HelpName = string.Join('|', Names),
        Description = "Format of the data [default: table]",
    }.AcceptOnlyFromAmong(Names);

    public void AddTo(Command command) => command.Options.Add(_option);

    public OutputFormat Read(ParseResult parsed, ConfigFile file) => (parsed.GetValue(_option) ?? file.OneOf(ConfigFile.Output, Names)) switch
    {
        "json" => OutputFormat.Json,
        "jsonl" => OutputFormat.JsonLines,
        "csv" => OutputFormat.Csv,
        _ => OutputFormat.Table,
    };
}
