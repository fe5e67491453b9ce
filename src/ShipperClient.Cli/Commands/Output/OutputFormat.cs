namespace ShipperClient.Cli.Commands.Output;

/// <summary>The format of the data.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    JsonLines,
    Csv,
    Html,
}
