using System.CommandLine;
using System.CommandLine.Invocation;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary>The help of a command, wrapped at words to the width of the terminal: what it does, its arguments and options, examples, exit codes.</summary>
internal sealed class HelpPage(IReadOnlyList<string> examplesOfAll) : SynchronousCommandLineAction
{
    // Below this a description has a line of its own, below its label.
    private const int NarrowestDescription = 36;

    private static (string, string)[] ExitCodes =>
    [
        ("0", Strings.Get("ExitCode0")),
        ("1", Strings.Get("ExitCode1")),
        ("2", Strings.Get("ExitCode2")),
        ("3", Strings.Get("ExitCode3")),
        ("4", Strings.Get("ExitCode4")),
        ("5", Strings.Get("ExitCode5")),
        ("130", Strings.Get("ExitCode130")),
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var page = new Page(parseResult.InvocationConfiguration.Output, TerminalOutput.StandardWidth);
        page.Text(command.Description!);
        page.Heading(Strings.Get("HelpUsage"));
        page.Text(Usage(command, parseResult.RootCommandResult.Command));
        page.Rows(Strings.Get("HelpArguments"), command.Arguments.Where(static argument => !argument.Hidden).Select(static argument => ($"<{argument.Name}>", argument.Description ?? "")));
        page.Rows(Strings.Get("HelpCommands"), command.Subcommands.Where(static child => !child.Hidden).Select(static child => (string.Join(' ', child.Arguments.Select(Placeholder).Prepend(child.Name)), child.Description ?? "")));
        page.Rows(Strings.Get("HelpOptions"), OptionsOf(command, parseResult.RootCommandResult.Command).Select(static option => (Label(option), option.Description ?? "")));
        if (command is Subcommand { Remarks: { } remarks })
        {
            page.Heading(Strings.Get("HelpCredentials"));
            page.Text(remarks);
        }

        // An example is there to be copied: it is not wrapped.
        page.Lines(Strings.Get("HelpExamples"), command is Subcommand { Examples: var examples } ? examples : examplesOfAll);
        page.Rows(Strings.Get("HelpExitCodes"), ExitCodes);
        return 0;
    }

    // The version is that of the whole.
    private static IEnumerable<Option> OptionsOf(Command command, Command root) => command == root
        ? root.Options.Where(static option => !option.Hidden)
        : command.Options.Concat(root.Options).Where(static option => !option.Hidden && option is not VersionOption);

    private static string Usage(Command command, Command root) => command == root
        ? Strings.Get("HelpSynopsis", root.Name)
        : string.Join(' ', command.Arguments.Select(Placeholder).Prepend($"{root.Name} {command.Name}").Append(Strings.Get("HelpOptionsPlaceholder")));

    private static string Placeholder(Argument argument) => argument.Arity.MaximumNumberOfValues > 1
        ? argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>...]" : $"<{argument.Name}>..."
        : argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>]" : $"<{argument.Name}>";

    private static string Label(Option option) =>
        string.Join(", ", option.Aliases.Append(option.Name).OrderBy(static name => name.Length)) + (option.Arity.MaximumNumberOfValues > 0 ? $" <{option.HelpName}>" : "");

    private sealed class Page(TextWriter output, int width)
    {
        private bool _isStarted;

        public void Heading(string heading)
        {
            output.WriteLine(_isStarted ? $"\n{heading}" : heading);
            _isStarted = true;
        }

        public void Text(string text)
        {
            _isStarted = true;
            foreach (var line in WordWrap.Split(text, width - 2))
            {
                output.WriteLine($"  {line}");
            }
        }

        public void Lines(string heading, IEnumerable<string> lines)
        {
            Heading(heading);
            foreach (var line in lines)
            {
                output.WriteLine($"  {line}");
            }
        }

        public void Rows(string heading, IEnumerable<(string Label, string Description)> rows)
        {
            var all = rows.ToList();
            if (all.Count == 0)
            {
                return;
            }

            Heading(heading);
            var label = all.Max(static row => row.Label.Length);
            var isStacked = width - label - 4 < NarrowestDescription;
            foreach (var row in all)
            {
                var lines = WordWrap.Split(row.Description, isStacked ? width - 6 : width - label - 4);
                output.WriteLine(isStacked ? $"  {row.Label}" : $"  {row.Label.PadRight(label)}  {lines[0]}");
                foreach (var line in isStacked ? lines : lines.Skip(1))
                {
                    output.WriteLine(new string(' ', isStacked ? 6 : label + 4) + line);
                }
            }
        }
    }
}
