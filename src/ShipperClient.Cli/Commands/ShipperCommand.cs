using System.CommandLine;
using System.CommandLine.Help;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary>The command <c>shipper</c>: its grammar, and the one place in which a run ends and errors are reported.</summary>
internal sealed class ShipperCommand : RootCommand
{
    // No response files: an id may begin with @.
    private static readonly ParserConfiguration Grammar = new() { ResponseFileTokenReplacer = null };

    private readonly GlobalOptions _global = new();
    private readonly TimeProvider _clock;

    public ShipperCommand(TimeProvider clock)
        : base(Strings.Get("ShipperDescription"))
    {
        _clock = clock;
        Add(new StatusCommand(_global, clock));
        Add(new TasksCommand(_global, clock));
        Add(new RetryCommand(_global, clock));
        Add(new WatchCommand(_global, clock));
        Add(new DoctorCommand(_global, clock));
        Add(new EmulateCommand(_global, clock));
        Add(new CompletionCommand());
        Add(new HelpCommand());
        Add(new CompleteCommand());
        _global.AddTo(this);
        var help = Options.OfType<HelpOption>().Single();
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        help.Description = Strings.Get("HelpOption");
        var page = new HelpPage([.. Subcommands.OfType<Subcommand>().Select(static command => command.Examples[0])]);
        help.Action = page;
        // Without a command the help is what is wanted.
        SetAction(page.Invoke);
        Options.OfType<VersionOption>().Single().Description = Strings.Get("VersionOption");
    }

    public async Task<int> RunAsync(string[] arguments)
    {
        Console.SetError(StandardError.Open());
        ParseResult? parsed = null;
        try
        {
            parsed = Parse(arguments, Grammar);
            if (parsed.Action is not HelpPage && ArgumentError.Find(parsed, arguments) is { } error)
            {
                await Console.Error.WriteLineAsync($"{Name}: {error}").ConfigureAwait(false);
                return ExitCodes.Usage;
            }

            using var interruption = new Interruption(_clock);
            // The signals are handled here, hang-ups too, and the second of them.
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation, interruption.Token).ConfigureAwait(false);
        }
        catch (IOException exception) when (ErrorLine.IsClosedPipe(exception))
        {
            // The reader has what it wants.
            return ExitCodes.Success;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"{Name}: {ErrorLine.Format(exception, Strings.Current)}").ConfigureAwait(false);
            if (parsed is not null && _global.IsVerbose(parsed))
            {
                await Console.Error.WriteLineAsync(exception.ToString()).ConfigureAwait(false);
            }

            return ExitCodes.From(exception);
        }
    }
}
