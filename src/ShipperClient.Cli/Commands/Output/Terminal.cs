using System.Text;
using ShipperClient.Cli.Views;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Standard output, for data, and standard error, for everything else.</summary>
internal sealed class Terminal
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private Terminal(Stream data, bool noColor)
    {
        DataStream = data;
        Data = new StreamWriter(data, Utf8) { NewLine = "\n" };
        Screen = CreateConsole(Data, !Console.IsOutputRedirected, noColor);
        Messages = CreateConsole(new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true, NewLine = "\n" }, !Console.IsErrorRedirected, noColor);
    }

    public Stream DataStream { get; }

    public TextWriter Data { get; }

    /// <summary>Standard output for people. It writes through <see cref="Data"/>.</summary>
    public IAnsiConsole Screen { get; }

    /// <summary>Standard error: progress, questions, messages.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>Whether there is a terminal to ask a question and to answer it.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public static Terminal Open(bool noColor) =>
        new(StandardOutput.Open(), noColor || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Writes a view to standard output.</summary>
    public void Write(IRenderable view) => Screen.Write(new TrimmedLines(view));

    /// <summary>Writes a message to standard error, on one line: whoever searches a log finds it whole.</summary>
    public void WriteMessage(string message) => Messages.Profile.Out.Writer.WriteLine(message);

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal, bool noColor)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && !noColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new TerminalOutput(writer, isTerminal),
            // The variables of a build server say nothing about this pipe.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Capabilities.Links = false;
        return console;
    }
}
