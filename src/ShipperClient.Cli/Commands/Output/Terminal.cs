using System.Text;
using ShipperClient.Cli.Views;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Standard output, for data, and standard error, for everything else.</summary>
internal sealed class Terminal
{
    private Terminal(Stream data, ColorChoice colors)
    {
        DataStream = data;
        Data = new StreamWriter(data, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        Screen = CreateConsole(Data, !Console.IsOutputRedirected, colors);
        Messages = CreateConsole(Console.Error, !Console.IsErrorRedirected, colors);
    }

    public Stream DataStream { get; }

    public TextWriter Data { get; }

    /// <summary>Standard output for people. It writes through <see cref="Data"/>.</summary>
    public IAnsiConsole Screen { get; }

    /// <summary>Standard error: progress, questions, messages.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>Whether there is a terminal to ask a question and to answer it.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public static Terminal Open(bool noColor) => new(StandardOutput.Open(), noColor ? ColorChoice.Never : ColorChoices.FromEnvironment());

    /// <summary>Writes a view to standard output.</summary>
    public void Write(IRenderable view) => Screen.Write(new TrimmedLines(view));

    /// <summary>Writes a message to standard error, on one line: whoever searches a log finds it whole. The data before it is written first, because both can be the same file.</summary>
    public void WriteMessage(string message)
    {
        Data.Flush();
        Messages.Profile.Out.Writer.WriteLine(message);
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal, ColorChoice colors)
    {
        var isForced = colors == ColorChoice.Always && !isTerminal;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isForced ? AnsiSupport.Yes : isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colors == ColorChoice.Never || !(isTerminal || isForced) ? ColorSystemSupport.NoColors : isForced ? ColorSystemSupport.EightBit : ColorSystemSupport.Detect,
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
