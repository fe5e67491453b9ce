namespace ShipperClient.Cli.Output;

/// <summary>How data is written.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    JsonLines,
    Csv,
}
