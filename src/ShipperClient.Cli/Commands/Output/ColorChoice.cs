namespace ShipperClient.Cli.Commands.Output;

/// <summary>Whether output has colors.</summary>
internal enum ColorChoice
{
    /// <summary>In a terminal that has them.</summary>
    Auto,
    Never,

    /// <summary>In a pipe too.</summary>
    Always,
}
