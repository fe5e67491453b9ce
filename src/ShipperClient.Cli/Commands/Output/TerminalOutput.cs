using System.Text;
using Spectre.Console;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Spectre's output: as wide as COLUMNS or the terminal says, and 80 columns in a pipe.</summary>
internal sealed class TerminalOutput(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    private const int DefaultWidth = 80;
    private const int NarrowestWidth = 40;
    private const int DefaultHeight = 24;

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    /// <summary>The width of standard output, for text that is not drawn by Spectre.</summary>
    public static int StandardWidth => WidthOf(!Console.IsOutputRedirected);

    public int Width => WidthOf(isTerminal);

    public int Height => isTerminal && Console.WindowHeight > 0 ? Console.WindowHeight : DefaultHeight;

    private static int? Columns =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0 ? columns : null;

    private static int WidthOf(bool isTerminal) => Math.Max(NarrowestWidth, Columns ?? (isTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth));

    /// <summary>Always UTF-8.</summary>
    public void SetEncoding(Encoding encoding)
    {
    }
}
