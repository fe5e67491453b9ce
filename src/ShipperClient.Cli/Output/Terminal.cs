using System.Text;
using Spectre.Console;

namespace ShipperClient.Cli.Output;

/// <summary>The two ways out of the process: data on standard output, everything else on standard error.</summary>
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

    /// <summary>Standard output, to be looked at. It writes through <see cref="Data"/>.</summary>
    public IAnsiConsole Screen { get; }

    /// <summary>Standard error: progress, questions, remarks.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>Whether there is somebody who sees a question and can answer it.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public static Terminal Open(bool noColor) =>
        new(StandardOutput.Open(), noColor || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Writes one remark to standard error, on one line: whoever searches a log finds it whole.</summary>
    public void Tell(string remark) => Messages.Profile.Out.Writer.WriteLine(remark);

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal, bool noColor)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && !noColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new TerminalOutput(writer, isTerminal),
            // A build server's variables say nothing about this pipe.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Capabilities.Links = false;
        return console;
    }
}
